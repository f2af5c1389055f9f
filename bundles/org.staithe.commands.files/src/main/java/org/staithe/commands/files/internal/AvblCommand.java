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

/** AVBL, draft-peterson-streamlined-ftp-command-extensions section 4: how many bytes can still be stored. */
@Component
@FtpCommand(
        verb = "AVBL",
        feature = "AVBL",
        help = "AVBL [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.STORE)
public final class AvblCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname directory = exchange.resolve(exchange.request().argument());
        return Reply.of(213, Long.toString(exchange.files().available(directory)));
    }
}
