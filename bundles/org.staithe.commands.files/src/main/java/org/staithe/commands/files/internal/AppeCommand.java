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
import org.staithe.command.Transfer;
import org.staithe.filesystem.Pathname;

/**
 * APPE, RFC 959 section 4.1.3.
 *
 * <p>The end of the file is where it goes on; REST with anything but 0 contradicts that and is refused, rather than
 * guessing which of the two the client meant.
 */
@Component
@FtpCommand(
        verb = "APPE",
        help = "APPE <path>",
        argument = Argument.REQUIRED,
        permission = Permission.APPEND,
        transfer = true)
public final class AppeCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname path = exchange.resolve(exchange.request().argument());
        if (!exchange.range().isWhole()) {
            return Reply.of(554, "REST does not go with APPE.");
        }
        return new Transfer.Receive(
                "Ready for what is to be added.", path, exchange.files().append(path));
    }
}
