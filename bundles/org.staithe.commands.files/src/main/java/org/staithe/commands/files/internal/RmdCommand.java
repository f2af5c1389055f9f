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

/** RMD, RFC 959 section 4.1.3; XRMD is its name before RFC 959. */
@Component
@FtpCommand(
        verb = {"RMD", "XRMD"},
        help = "RMD <path>",
        argument = Argument.REQUIRED,
        permission = Permission.REMOVE_DIRECTORY)
public final class RmdCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        exchange.files().removeDirectory(exchange.resolve(exchange.request().argument()));
        return Reply.of(250, "Directory removed.");
    }
}
