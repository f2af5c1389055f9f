// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Numbers that only grow, one for each combination of labels. Safe for concurrent use. */
final class Counter {

    private final Map<List<String>, LongAdder> numbers = new ConcurrentHashMap<>();

    /**
     * Counts.
     *
     * @param labels of few possible values each: every combination is kept for ever
     */
    void add(long count, String... labels) {
        numbers.computeIfAbsent(List.of(labels), fresh -> new LongAdder()).add(count);
    }

    /** In the order of the labels. */
    Map<List<String>, Long> numbers() {
        Map<List<String>, Long> all =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        numbers.forEach((labels, number) -> all.put(labels, number.sum()));
        return all;
    }
}
