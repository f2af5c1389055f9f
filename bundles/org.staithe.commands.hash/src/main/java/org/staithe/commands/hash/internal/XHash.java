// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.staithe.command.ByteRange;
import org.staithe.command.Exchange;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/** What XCRC, XMD5 and their kin have in common: all but the algorithm. In no RFC; 250 and the hash is what is in use. */
final class XHash {

    private XHash() {}

    static Outcome answer(Exchange exchange, Hasher hasher, Algorithm algorithm) throws IOException {
        ByteRange range = exchange.range();
        Optional<XRequest> request = XRequest.parse(exchange.request().argument());
        if (request.isEmpty()) {
            return Reply.of(501, exchange.request().verb() + " \"<path>\" [<start> [<end>]]");
        }
        Pathname file = exchange.resolve(request.get().path());
        FileStat stat = exchange.files().stat(file);
        if (!stat.isFile()) {
            return Reply.of(550, "Not a plain file.");
        }
        Optional<Part> part = request.get().part(range, stat.size());
        if (part.isEmpty()) {
            return Reply.of(554, "The range is beyond the end of the file.");
        }
        String hash = hasher.hash(algorithm, exchange.files(), file, part.get());
        return Reply.of(250, hash.toUpperCase(Locale.ROOT));
    }
}
