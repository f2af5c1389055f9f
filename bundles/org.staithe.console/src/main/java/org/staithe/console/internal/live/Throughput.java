// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Direction;

/**
 * Bytes in and out during the last hour, in slices of ten seconds. What a transfer has moved since it was looked at last
 * is spread evenly over that time; so nothing has to be sampled while nobody looks. Safe for concurrent use.
 */
public final class Throughput {

    public static final int SLICES = 360;
    public static final long SLICE_MILLIS = 10_000;

    private final long[] in = new long[SLICES]; // the five are guarded by this
    private final long[] out = new long[SLICES];
    private long newest;
    private long allIn;
    private long allOut;
    private final Map<TransferReport, Seen> running = new ConcurrentHashMap<>();

    private record Seen(long millis, long bytes) {}

    /**
     * The hour until now.
     *
     * @param in bytes per slice, the oldest first
     * @param allIn bytes ever; who looks twice knows the rate between
     */
    public record Hour(long[] in, long[] out, long allIn, long allOut) {}

    void started(TransferReport transfer) {
        running.put(transfer, new Seen(transfer.started().toEpochMilli(), 0));
    }

    void ended(TransferReport transfer) {
        look(transfer, transfer.started().plus(transfer.took()).toEpochMilli());
        running.remove(transfer);
    }

    public Hour hour(Instant now) {
        running.keySet().forEach(transfer -> look(transfer, now.toEpochMilli()));
        // Its end may have been lost, when events came faster than they could be told.
        running.keySet().removeIf(transfer -> transfer.result() != TransferReport.Result.RUNNING);
        synchronized (this) {
            advance(now.toEpochMilli() / SLICE_MILLIS);
            long[] inward = new long[SLICES];
            long[] outward = new long[SLICES];
            for (int i = 0; i < SLICES; i++) {
                int slot = (int) Math.floorMod(newest + 1 + i, (long) SLICES);
                inward[i] = in[slot];
                outward[i] = out[slot];
            }
            return new Hour(inward, outward, allIn, allOut);
        }
    }

    private void look(TransferReport transfer, long millis) {
        running.computeIfPresent(transfer, (same, seen) -> {
            long bytes = transfer.bytes();
            spread(transfer.direction() == Direction.UPLOAD, seen.millis(), millis, bytes - seen.bytes());
            return new Seen(millis, bytes);
        });
    }

    private synchronized void spread(boolean inward, long from, long to, long bytes) {
        if (bytes <= 0) {
            return;
        }
        if (inward) {
            allIn += bytes;
        } else {
            allOut += bytes;
        }
        long last = to / SLICE_MILLIS;
        advance(last);
        long first = Math.max(from / SLICE_MILLIS, last - SLICES + 1);
        long slices = Math.max(1, last - first + 1);
        for (long slice = first; slice <= last; slice++) {
            if (slice > newest - SLICES) {
                long share = bytes / slices + (slice == last ? bytes % slices : 0);
                (inward ? in : out)[(int) Math.floorMod(slice, (long) SLICES)] += share;
            }
        }
    }

    private void advance(long slice) {
        for (long next = Math.max(newest + 1, slice - SLICES + 1); next <= slice; next++) {
            in[(int) Math.floorMod(next, (long) SLICES)] = 0;
            out[(int) Math.floorMod(next, (long) SLICES)] = 0;
        }
        newest = Math.max(newest, slice);
    }
}
