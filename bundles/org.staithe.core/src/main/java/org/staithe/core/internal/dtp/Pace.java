// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.util.function.LongSupplier;

/** Holds a transfer to so many bytes per second. Used by one thread. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    // What a late transfer may catch up at once, and how long one step lasts.
    private static final long TENTH = SECOND / 10;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private long due;

    /**
     * Starts now.
     *
     * @param bytesPerSecond 0 for no limit
     * @param nanoTime as {@link System#nanoTime}
     */
    Pace(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    boolean unlimited() {
        return bytesPerSecond == 0;
    }

    /** How much to move before {@link #moved} is asked: at most what is given, and a tenth of a second's worth. */
    int step(int most) {
        return bytesPerSecond == 0 ? most : (int) Math.min(most, Math.max(1, bytesPerSecond / 10));
    }

    /**
     * Counts what was moved.
     *
     * @return how many nanoseconds to wait before the next step
     */
    long moved(long bytes) {
        if (bytesPerSecond == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        if (now - due > TENTH) {
            due = now - TENTH;
        }
        due += (long) (bytes * (double) SECOND / bytesPerSecond);
        return Math.max(0, due - now);
    }
}
