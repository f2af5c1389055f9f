// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.nio.ByteBuffer;

/**
 * Line ends of the type ASCII (RFC 959 section 3.1.1.1): LF in files here, CRLF on the data connection.
 *
 * <p>Keeps in mind a CR at the edge of two buffers; one instance per transfer and direction.
 */
final class AsciiCodec {

    private static final byte CR = '\r';
    private static final byte LF = '\n';

    private boolean lastWasCr;

    /** Moves text to be sent, with a CR before each LF that has none. At most twice as long. */
    void encode(ByteBuffer from, ByteBuffer to) {
        while (from.hasRemaining()) {
            byte b = from.get();
            if (b == LF && !lastWasCr) {
                to.put(CR);
            }
            to.put(b);
            lastWasCr = b == CR;
        }
    }

    /** Prepares a cleared buffer to be filled from the data connection: a CR left over comes first. */
    void begin(ByteBuffer buffer) {
        if (lastWasCr) {
            buffer.put(CR);
            lastWasCr = false;
        }
    }

    /**
     * Turns each CRLF of a filled and flipped buffer into LF, in place; a lone CR stays.
     *
     * @param last whether nothing follows; else a CR at the end waits for the next buffer
     */
    void decode(ByteBuffer buffer, boolean last) {
        int end = buffer.limit();
        if (!last && end > buffer.position() && buffer.get(end - 1) == CR) {
            lastWasCr = true;
            end--;
        }
        int written = buffer.position();
        for (int read = written; read < end; read++) {
            byte b = buffer.get(read);
            if (b == CR && read + 1 < end && buffer.get(read + 1) == LF) {
                continue;
            }
            buffer.put(written++, b);
        }
        buffer.limit(written);
    }
}
