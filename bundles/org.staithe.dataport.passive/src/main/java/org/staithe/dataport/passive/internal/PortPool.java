// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.function.IntSupplier;
import org.staithe.data.PortUse;

/**
 * The ports that may be lent. Taking and giving back cost the same however many there are, and the next port cannot be
 * guessed: who can, connects before the client and gets its file (RFC 2577 section 8). Safe for concurrent use.
 */
final class PortPool {

    /** What is lent when there are no ports: the system chooses. */
    static final int ANY = 0;

    private final IntSupplier random;
    private final BitSet lent = new BitSet(); // all from here on is guarded by this
    private BitSet ports = new BitSet();
    private int[] free = new int[0]; // the first "left" are free, in no order
    private int left;
    private int chosen; // by the system

    PortPool(BitSet ports) {
        this(ports, new SecureRandom()::nextInt);
    }

    PortPool(BitSet ports, IntSupplier random) {
        this.random = random;
        change(ports);
    }

    /** Lends these ports from now on; those that are lent already only when they have come back. */
    synchronized void change(BitSet next) {
        ports = (BitSet) next.clone();
        free = new int[ports.cardinality()];
        BitSet there = (BitSet) next.clone();
        there.andNot(lent);
        left = 0;
        there.stream().forEach(port -> free[left++] = port);
    }

    /** Takes a free port at random. */
    int take() throws IOException {
        int drawn = random.getAsInt(); // outside the lock: it may ask the system
        synchronized (this) {
            if (free.length == 0) {
                chosen++;
                return ANY;
            }
            if (left == 0) {
                throw new IOException("all " + free.length + " passive ports are lent");
            }
            int index = (int) (((drawn & 0xFFFF_FFFFL) * left) >>> 32);
            int port = free[index];
            left--;
            free[index] = free[left];
            lent.set(port);
            return port;
        }
    }

    /** Takes back a port that {@link #take} gave; the caller sees to it that this happens once. */
    synchronized void giveBack(int port) {
        if (port == ANY) {
            chosen--;
            return;
        }
        lent.clear(port);
        if (ports.get(port)) { // or it is of a former range
            free[left] = port;
            left++;
        }
    }

    /** What is lent of the present ports; of a former range only where any port will do. */
    synchronized PortUse use() {
        if (free.length == 0) {
            return PortUse.of(lent.cardinality() + chosen, 0);
        }
        BitSet ours = (BitSet) lent.clone();
        ours.and(ports);
        return PortUse.of(ours.cardinality(), free.length);
    }

    synchronized int free() {
        return left;
    }
}
