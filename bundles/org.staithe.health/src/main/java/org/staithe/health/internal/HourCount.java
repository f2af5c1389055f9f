// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.time.Instant;

/** How often something happened in the last hour, to ten minutes. Not safe for concurrent use. */
final class HourCount {

    private static final int SLICES = 6;
    private static final long SLICE_SECONDS = 600;

    private final long[] counts = new long[SLICES];
    private long newest = Long.MIN_VALUE;

    void add(Instant now) {
        advance(now);
        counts[(int) Math.floorMod(newest, (long) SLICES)]++;
    }

    long sum(Instant now) {
        advance(now);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private void advance(Instant now) {
        long slice = now.getEpochSecond() / SLICE_SECONDS;
        for (long next = Math.max(newest + 1, slice - SLICES + 1); next <= slice; next++) {
            counts[(int) Math.floorMod(next, (long) SLICES)] = 0;
        }
        newest = Math.max(newest, slice);
    }
}
