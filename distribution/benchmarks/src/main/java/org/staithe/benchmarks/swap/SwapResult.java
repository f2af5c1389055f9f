// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.util.ArrayList;
import java.util.List;

/** What came of a run, a figure a line. */
public record SwapResult(
        Tally tally, Pauses pauses, int swaps, JvmFigures before, JvmFigures after) {

    /** Whether nothing failed, nothing was wrong and nobody was lost. */
    public boolean isClean() {
        return tally.failures().isEmpty() && tally.wrongBytes() == 0 && tally.lostSessions() == 0;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        long transfers =
                tally.samples().stream().filter(done -> done.operation().transfer()).count();
        long[] with = pauses.withSwaps();
        long[] without = pauses.withoutSwaps();
        add(lines, "swaps done", swaps);
        add(lines, "transfers done", transfers);
        add(lines, "transfers failed", tally.failedTransfers());
        add(lines, "commands and logins done", tally.samples().size() - transfers);
        add(lines, "commands and logins failed", tally.failedCommands());
        add(lines, "wrong bytes", tally.wrongBytes());
        add(lines, "sessions lost", tally.lostSessions());
        add(lines, "pause p50, ms", Pauses.quantile(with, 0.5));
        add(lines, "pause p99, ms", Pauses.quantile(with, 0.99));
        add(lines, "pause max, ms", Pauses.quantile(with, 1));
        add(lines, "pause p99 without swaps, ms", Pauses.quantile(without, 0.99));
        add(lines, "pause max without swaps, ms", Pauses.quantile(without, 1));
        pauses.usual().forEach((kind, nanos) -> add(lines, "usual " + kind + ", ms", Pauses.millis(nanos)));
        add(lines, "heap before, KiB", before.heapKib());
        add(lines, "heap after, KiB", after.heapKib());
        add(lines, "classes before", before.classes());
        add(lines, "classes after", after.classes());
        add(lines, "class loaders of bundles before", before.bundleLoaders());
        add(lines, "class loaders of bundles after", after.bundleLoaders());
        pauses.longest(5).forEach(one -> lines.add("long pause: " + one));
        tally.failures().forEach((what, count) -> lines.add("FAILED " + count + " times: " + what));
        return lines;
    }

    private static void add(List<String> lines, String name, Object value) {
        lines.add(name + ": " + value);
    }
}
