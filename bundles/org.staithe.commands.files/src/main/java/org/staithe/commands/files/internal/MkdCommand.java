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

/** MKD, RFC 959 section 4.1.3 and appendix II; XMKD is its name before RFC 959. */
@Component
@FtpCommand(
        verb = {"MKD", "XMKD"},
        help = "MKD <path>",
        argument = Argument.REQUIRED,
        permission = Permission.MAKE_DIRECTORY)
public final class MkdCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname directory = exchange.resolve(exchange.request().argument());
        exchange.files().makeDirectory(directory);
        return Reply.of(257, Quoted.path(directory) + " created.");
    }
}
