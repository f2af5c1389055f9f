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

/**
 * CDUP, RFC 959 section 4.1.1; XCUP is its name before RFC 959.
 *
 * <p>RFC 959 lists 200 in one place and 250 in another; 250 is what CWD and the servers in use say. Above the root is the
 * root.
 */
@Component
@FtpCommand(
        verb = {"CDUP", "XCUP"},
        help = "CDUP",
        argument = Argument.NONE,
        permission = Permission.ENTER)
public final class CdupCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname directory = exchange.session().directory().parent();
        exchange.changeDirectory(directory);
        return Reply.of(250, Quoted.path(directory) + " is the current directory.");
    }
}
