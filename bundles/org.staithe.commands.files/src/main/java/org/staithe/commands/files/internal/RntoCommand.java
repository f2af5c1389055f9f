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
import org.staithe.filesystem.Pathname;

/** RNTO, RFC 959 section 4.1.3: the second half of a rename; it must follow RNFR at once. */
@Component
@FtpCommand(verb = "RNTO", help = "RNTO <path>", argument = Argument.REQUIRED, permission = Permission.RENAME)
public final class RntoCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Optional<RnfrCommand.Source> source = exchange.note(RnfrCommand.Source.class);
        if (source.isEmpty()) {
            return Reply.of(503, "RNFR comes first.");
        }
        Pathname from = source.get().path();
        Pathname to = exchange.resolve(exchange.request().argument());
        if (to.isWithin(from) && !from.equals(to)) {
            return Reply.of(553, "A directory cannot go into itself.");
        }
        // To its own name: done, even where nothing may be replaced.
        if (!from.equals(to)) {
            boolean replace = exchange.permissions(to).contains(Permission.OVERWRITE);
            exchange.files().rename(from, to, replace);
        }
        return Reply.of(250, "Renamed.");
    }
}
