// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Everything that was measured. */
final class Figures {

    /** What is measured; lower is better for all but the rate. */
    enum Measure {
        COST,
        RATE,
        P50,
        P99,
        FIRST,
        LEAST,
        CLIENT,
        RESUMED
    }

    private record Key(String workload, String server) {}

    private final Map<Key, Map<Measure, List<Double>>> values = new LinkedHashMap<>();
    private final Map<Key, String> failures = new LinkedHashMap<>();

    void add(String workload, String server, Map<Measure, Double> measured) {
        Map<Measure, List<Double>> known =
                values.computeIfAbsent(new Key(workload, server), key -> new LinkedHashMap<>());
        measured.forEach((measure, value) ->
                known.computeIfAbsent(measure, key -> new ArrayList<>()).add(value));
    }

    void failed(String workload, String server, String why) {
        failures.put(new Key(workload, server), why);
    }

    /** Why there are no figures; empty if there are. */
    String failure(String workload, String server) {
        return failures.getOrDefault(new Key(workload, server), "");
    }

    boolean failed(String workload, String server) {
        return failures.containsKey(new Key(workload, server));
    }

    /** The median of the rounds. */
    OptionalDouble median(String workload, String server, Measure measure) {
        double[] sorted =
                values.getOrDefault(new Key(workload, server), Map.of()).getOrDefault(measure, List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
