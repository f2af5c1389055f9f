// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.ByteRange;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/**
 * STOR, RFC 959 section 4.1.3; after REST it goes on at an offset, RFC 3659 section 5.
 *
 * <p>An offset beyond what is there is refused: it would leave a hole of zeros in the file.
 */
@Component
@FtpCommand(
        verb = "STOR",
        help = "STOR <path>",
        argument = Argument.REQUIRED,
        permission = Permission.STORE,
        transfer = true)
public final class StorCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname path = exchange.resolve(exchange.request().argument());
        ByteRange range = exchange.range();
        if (range.length().isPresent()) {
            return Reply.of(501, "RANG does not go with STOR; use REST.");
        }
        if (range.offset() > 0 && range.offset() > end(exchange, path)) {
            return Reply.of(554, "REST is beyond the end of the file.");
        }
        boolean replace = exchange.permissions(path).contains(Permission.OVERWRITE);
        return new Transfer.Receive(
                "Ready for the file.", path, exchange.files().store(path, range.offset(), replace));
    }

    private static long end(Exchange exchange, Pathname path) throws IOException {
        long unfinished = exchange.files().unfinished(path).orElse(0);
        return Math.max(
                unfinished,
                Existing.findVisible(exchange, path).map(FileStat::size).orElse(0L));
    }
}
