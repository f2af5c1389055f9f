// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Large direct buffers, as many as the server may have.
 *
 * <p>Nobody waits for one: beyond the bound a transfer works with the small buffer of its thread, slower but on. So a
 * thousand slow clients cannot take more memory than was meant for them, nor stop each other. Buffers once made are kept.
 */
final class Buffers {

    /** Measured: an upload through 1 MiB costs as much as splice, through 256 KiB a fifth more. */
    static final int LARGE = 1024 * 1024;

    private final int most;
    // Guarded by itself; the last one given back is the first one lent, because the caches know it.
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();
    private int made;

    Buffers(int most) {
        this.most = most;
    }

    /** A large buffer, cleared, or nothing when all are lent. */
    @Nullable
    ByteBuffer tryTake() {
        synchronized (idle) {
            ByteBuffer known = idle.pollFirst();
            if (known != null) {
                return known.clear();
            }
            if (made == most) {
                return null;
            }
            made++;
        }
        boolean done = false;
        try {
            ByteBuffer fresh = ByteBuffer.allocateDirect(LARGE);
            done = true;
            return fresh;
        } finally {
            if (!done) {
                synchronized (idle) {
                    made--;
                }
            }
        }
    }

    /** A large buffer, or the small one of the calling {@link DataThread}; not to be nested. */
    ByteBuffer take() {
        ByteBuffer large = tryTake();
        return large != null ? large : DataThread.current().small();
    }

    /** Takes back what {@link #take} or {@link #tryTake} gave. */
    void give(ByteBuffer buffer) {
        if (buffer.capacity() == LARGE) {
            synchronized (idle) {
                idle.addFirst(buffer);
            }
        }
    }

    /** How many are out. */
    int lent() {
        synchronized (idle) {
            return made - idle.size();
        }
    }
}
