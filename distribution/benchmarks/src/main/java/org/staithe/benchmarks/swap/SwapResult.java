// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.util.ArrayList;
import java.util.List;

/** What came of a run. */
public final class SwapResult {

    private static final double MOST_GROWTH = 10;

    private final Tally tally;
    private final Pauses pauses;
    private final int swaps;
    private final JvmFigures before;
    private final JvmFigures after;
    private final boolean settled;

    /**
     * Makes one.
     *
     * @param settled whether the first look at the heap came when all that the server remembers was full
     */
    SwapResult(Tally tally, int swaps, JvmFigures before, JvmFigures after, boolean settled) {
        this.tally = tally;
        this.pauses = new Pauses(tally.samples());
        this.swaps = swaps;
        this.before = before;
        this.after = after;
        this.settled = settled;
    }

    /**
     * Whether nothing failed, nothing was wrong, nobody was lost, neither a former version nor its bundle is held by
     * anything, and the heap is what it was.
     */
    public boolean isClean() {
        return failures().isEmpty()
                && wrongBytes() == 0
                && lostSessions() == 0
                && formerVersions() == 0
                && heldBundles() <= 0
                && (!settled || Math.abs(heapGrowth()) <= MOST_GROWTH);
    }

    /** Of the heap, in per cent. */
    private double heapGrowth() {
        return 100.0 * (after.heapKib() - before.heapKib()) / before.heapKib();
    }

    /** What failed and how often, be it of clients or a swap. */
    public List<String> failures() {
        return tally.failures().entrySet().stream()
                .map(entry -> entry.getValue() + " times: " + entry.getKey())
                .toList();
    }

    public long wrongBytes() {
        return tally.wrongBytes();
    }

    public int lostSessions() {
        return tally.lostSessions();
    }

    public long transfers() {
        return tally.samples().stream().filter(Tally.Sample::transfer).count();
    }

    /** Class loaders of bundles as they were before an update, that are still alive. */
    public long formerVersions() {
        return after.formerVersions();
    }

    /** Bundles that are held though they have gone. */
    public long heldBundles() {
        return after.bundles() - before.bundles();
    }

    /** A figure a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        long[] with = pauses.withSwaps();
        long[] without = pauses.withoutSwaps();
        add(lines, "swaps done", swaps);
        add(lines, "transfers done", transfers());
        add(lines, "transfers failed", tally.failedTransfers());
        add(lines, "commands and logins done", tally.samples().size() - transfers());
        add(lines, "commands and logins failed", tally.failedCommands());
        add(lines, "wrong bytes", wrongBytes());
        add(lines, "sessions lost", lostSessions());
        add(lines, "pause p50, ms", Pauses.quantile(with, 0.5));
        add(lines, "pause p99, ms", Pauses.quantile(with, 0.99));
        add(lines, "pause max, ms", Pauses.quantile(with, 1));
        add(lines, "pause p99 without swaps, ms", Pauses.quantile(without, 0.99));
        add(lines, "pause max without swaps, ms", Pauses.quantile(without, 1));
        pauses.usual().forEach((kind, nanos) -> add(lines, "usual " + kind + ", ms", Pauses.millis(nanos)));
        add(lines, "heap before, KiB", before.heapKib());
        add(lines, "heap after, KiB", after.heapKib());
        add(lines, "heap growth, %", "%.1f".formatted(heapGrowth()) + (settled ? "" : " (not settled before)"));
        add(lines, "classes before", before.classes());
        add(lines, "classes after", after.classes());
        add(lines, "class loaders of bundles before", before.bundleLoaders());
        add(lines, "class loaders of bundles after", after.bundleLoaders());
        add(lines, "class loaders of former versions", formerVersions());
        add(lines, "bundles held though they have gone", heldBundles());
        pauses.longest(5).forEach(one -> lines.add("long pause: " + one));
        failures().forEach(what -> lines.add("FAILED " + what));
        tally.conversations().stream().limit(5).forEach(one -> lines.add("a conversation that failed: " + one));
        return lines;
    }

    private static void add(List<String> lines, String name, Object value) {
        lines.add(name + ": " + value);
    }
}
