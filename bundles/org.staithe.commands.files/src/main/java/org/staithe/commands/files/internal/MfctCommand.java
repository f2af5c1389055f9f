// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** MFCT, draft-somers-ftp-mfxx section 4: sets the time of creation. */
@Component
@FtpCommand(
        verb = "MFCT",
        feature = "MFCT",
        help = "MFCT <YYYYMMDDHHMMSS> <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class MfctCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Optional<TimedPath> timed = TimedPath.parse(exchange.request().argument());
        if (timed.isEmpty()) {
            return Reply.of(501, "A time as YYYYMMDDHHMMSS and a path, please.");
        }
        exchange.files()
                .setCreated(exchange.resolve(timed.get().path()), timed.get().time());
        return Reply.of(213, timed.get().confirm("Create"));
    }
}
