// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** OPTS HASH, draft-bryan-ftpext-hash section 3.2: chooses the algorithm, or tells which is chosen. */
@Component
@FtpCommand(verb = "OPTS HASH", help = "OPTS HASH [<algorithm>]")
public final class OptsHashCommand implements Command {

    private final Hasher hasher;

    @Activate
    public OptsHashCommand(@Reference Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public Outcome execute(Exchange exchange) {
        if (exchange.request().hasArgument()) {
            Optional<Algorithm> wanted =
                    Algorithm.named(exchange.request().argument().strip()).filter(hasher.algorithms()::contains);
            if (wanted.isEmpty()) {
                return Reply.of(501, "Unknown algorithm, the selection is not changed.");
            }
            Choice.choose(exchange, hasher, wanted.get());
        }
        return Reply.of(200, Choice.current(exchange, hasher).label());
    }
}
