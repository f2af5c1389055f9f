// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Copies of buffers. */
final class Bytes {

    private Bytes() {}

    static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    /** Adds what has been put into a buffer. */
    static void append(ByteBuffer filled, ByteArrayOutputStream to) {
        byte[] content = new byte[filled.flip().remaining()];
        filled.get(content);
        to.writeBytes(content);
    }

    static ByteBuffer copied(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }
}
