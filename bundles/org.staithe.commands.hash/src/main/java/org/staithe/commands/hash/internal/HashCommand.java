// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.io.IOException;
import java.util.Optional;
import org.staithe.command.ByteRange;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/**
 * HASH, draft-bryan-ftpext-hash section 3: {@code 213 SHA-256 0-1023 <hash> <path>}, of the part that REST or RANG has
 * set.
 *
 * <p>The bytes are counted as RANG counts them, the last one included.
 */
final class HashCommand implements Command {

    private final Hasher hasher;

    HashCommand(Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        String typed = exchange.request().argument();
        Pathname file = exchange.resolve(typed);
        ByteRange range = exchange.range();
        FileStat stat = exchange.files().stat(file);
        if (!stat.isFile()) {
            return Reply.of(550, "Not a plain file.");
        }
        Optional<Part> part = Part.of(range, stat.size());
        if (part.isEmpty()) {
            return Reply.of(554, "The range is beyond the end of the file.");
        }
        Algorithm algorithm = Choice.current(exchange, hasher);
        String hash = hasher.hash(algorithm, exchange.files(), file, part.get());
        long last = Math.max(part.get().from(), part.get().to() - 1);
        return Reply.of(213, algorithm.label() + " " + part.get().from() + "-" + last + " " + hash + " " + typed);
    }
}
