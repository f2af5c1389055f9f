// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Room for TLS records of both directions: halves of a large buffer, or of a small one that belongs to the thread. */
final class TlsSpace implements AutoCloseable {

    private final Buffers buffers;
    private @Nullable ByteBuffer large;
    private final ByteBuffer in;
    private final ByteBuffer out;

    TlsSpace(Buffers buffers) {
        this.buffers = buffers;
        this.large = buffers.tryTake();
        ByteBuffer all = large != null ? large : DataThread.current().records();
        int half = all.capacity() / 2;
        this.in = all.slice(0, half);
        this.out = all.slice(half, half);
    }

    ByteBuffer in() {
        return in;
    }

    ByteBuffer out() {
        return out;
    }

    @Override
    public void close() {
        if (large != null) {
            buffers.give(large);
            large = null;
        }
    }
}
