// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** By how much operations took longer than is usual: beyond the median of their kind before the first swap. */
final class Pauses {

    private final Collection<Tally.Sample> samples;
    private final Map<String, Long> usual;

    Pauses(Collection<Tally.Sample> samples) {
        this.samples = samples;
        this.usual = samples.stream()
                .filter(Tally.Sample::before)
                .collect(Collectors.groupingBy(
                        Tally.Sample::kind, Collectors.collectingAndThen(Collectors.toList(), Pauses::median)));
    }

    private static long median(List<Tally.Sample> some) {
        long[] sorted = some.stream().mapToLong(Tally.Sample::nanos).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private long pause(Tally.Sample sample) {
        return Math.max(0, sample.nanos() - usual.getOrDefault(sample.kind(), 0L));
    }

    /** Sorted pauses, in nanoseconds. */
    private long[] of(Predicate<Tally.Sample> which) {
        return samples.stream().filter(which).mapToLong(this::pause).sorted().toArray();
    }

    long[] withoutSwaps() {
        return of(Tally.Sample::before);
    }

    long[] withSwaps() {
        return of(sample -> !sample.before());
    }

    /** The longest ones, each with what was done and what was swapped. */
    List<String> longest(int count) {
        return samples.stream()
                .filter(sample -> !sample.before())
                .sorted(Comparator.comparingLong(this::pause).reversed())
                .limit(count)
                .map(sample -> millis(pause(sample)) + " ms, " + sample.kind() + " during " + sample.swap())
                .toList();
    }

    /** The usual duration of each kind of operation. */
    Map<String, Long> usual() {
        return new TreeMap<>(usual);
    }

    static String quantile(long[] sorted, double part) {
        return sorted.length == 0 ? "-" : millis(sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))]);
    }

    static String millis(long nanos) {
        return Long.toString(Math.round(nanos / 1e6));
    }
}
