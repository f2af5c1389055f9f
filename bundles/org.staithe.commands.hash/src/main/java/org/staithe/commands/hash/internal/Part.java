// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Optional;
import org.staithe.command.ByteRange;

/**
 * A part of a file.
 *
 * @param from the first byte, counted from 0
 * @param to the first byte that does not belong to it
 */
record Part(long from, long to) {

    /** What REST or RANG has set; to the end of the file where they say nothing. Empty if it begins beyond the end. */
    static Optional<Part> of(ByteRange range, long size) {
        if (range.offset() > size) {
            return Optional.empty();
        }
        long length = Math.min(range.length().orElse(size), size - range.offset());
        return Optional.of(new Part(range.offset(), range.offset() + length));
    }

    long length() {
        return to - from;
    }
}
