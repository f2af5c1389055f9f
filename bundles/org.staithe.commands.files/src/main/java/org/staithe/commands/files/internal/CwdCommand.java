// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.Pathname;

/** CWD, RFC 959 section 4.1.1; XCWD is its name before RFC 959. */
@Component
@FtpCommand(
        verb = {"CWD", "XCWD"},
        help = "CWD <path>",
        argument = Argument.REQUIRED,
        permission = Permission.ENTER)
public final class CwdCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname directory = exchange.resolve(exchange.request().argument());
        exchange.changeDirectory(directory);
        return Reply.of(250, Quoted.path(directory) + " is the current directory.");
    }
}
