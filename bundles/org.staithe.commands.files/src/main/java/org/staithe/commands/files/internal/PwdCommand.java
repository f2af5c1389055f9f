// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import org.osgi.service.component.annotations.Component;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** PWD, RFC 959 section 4.1.3; XPWD is its name before RFC 959. */
@Component
@FtpCommand(
        verb = {"PWD", "XPWD"},
        help = "PWD",
        argument = Argument.NONE)
public final class PwdCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) {
        return Reply.of(257, Quoted.path(exchange.session().directory()) + " is the current directory.");
    }
}
