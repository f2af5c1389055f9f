// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.function.IntSupplier;

/**
 * The ports that may be lent. Taking and giving back cost the same however many there are, and the next port cannot be
 * guessed: who can, connects before the client and gets its file (RFC 2577 section 8). Safe for concurrent use.
 */
final class PortPool {

    private final IntSupplier random;
    private final int[] free; // the first "left" are free, in no order; guarded by this
    private int left; // guarded by this

    PortPool(BitSet ports) {
        this(ports, new SecureRandom()::nextInt);
    }

    PortPool(BitSet ports, IntSupplier random) {
        this.random = random;
        this.free = ports.stream().toArray();
        this.left = free.length;
    }

    int size() {
        return free.length;
    }

    /** Takes a free port at random. */
    int take() throws IOException {
        int drawn = random.getAsInt(); // outside the lock: it may ask the system
        synchronized (this) {
            if (left == 0) {
                throw new IOException("all " + free.length + " passive ports are lent");
            }
            int index = (int) (((drawn & 0xFFFF_FFFFL) * left) >>> 32);
            int port = free[index];
            left--;
            free[index] = free[left];
            return port;
        }
    }

    /** Takes back a port that {@link #take} gave; the caller sees to it that this happens once. */
    synchronized void giveBack(int port) {
        free[left] = port;
        left++;
    }

    synchronized int free() {
        return left;
    }
}
