// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.session.RepresentationType;

/**
 * SIZE, RFC 3659 section 4.
 *
 * <p>The size is that of the transfer to come. In ASCII type it would take reading the whole file to know, so it is
 * refused there, as vsftpd and ProFTPD do; clients set {@code TYPE I} first.
 */
@Component
@FtpCommand(
        verb = "SIZE",
        feature = "SIZE",
        help = "SIZE <path>",
        argument = Argument.REQUIRED,
        permission = Permission.LIST)
public final class SizeCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        if (exchange.session().type() == RepresentationType.ASCII) {
            return Reply.of(550, "SIZE not allowed in ASCII mode.");
        }
        Pathname path = exchange.resolve(exchange.request().argument());
        // A client that lost its upload asks SIZE to learn where REST and STOR go on. That is the end of what has
        // arrived
        // out of sight, not the size of the old file that still has the name.
        OptionalLong unfinished = exchange.files().unfinished(path);
        if (unfinished.isPresent()) {
            return Reply.of(213, Long.toString(unfinished.getAsLong()));
        }
        FileStat stat = exchange.files().stat(path);
        return stat.isFile() ? Reply.of(213, Long.toString(stat.size())) : Reply.of(550, "Not a plain file.");
    }
}
