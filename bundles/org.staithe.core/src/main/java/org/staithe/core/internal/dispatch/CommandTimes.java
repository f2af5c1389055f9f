// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.staithe.health.Measurements.CommandTime;

/** How long commands take, by verb. To count one costs a look-up and two additions. Safe for concurrent use. */
public final class CommandTimes {

    private static final long[] BOUNDS_MICROS = {
        100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000
    };

    private final Map<String, Times> byVerb = new ConcurrentHashMap<>(); // verbs of the table only

    /** Of one verb. */
    private static final class Times {

        private final LongAdder[] counts = new LongAdder[BOUNDS_MICROS.length + 1]; // the last: longer than all bounds
        private final LongAdder nanos = new LongAdder();

        Times() {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = new LongAdder();
            }
        }

        void add(long took) {
            long micros = took / 1_000;
            int slot = 0;
            while (slot < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[slot]) {
                slot++;
            }
            counts[slot].increment();
            nanos.add(took);
        }
    }

    private record Summary(String verb, long count, Duration total, SortedMap<Duration, Long> within)
            implements CommandTime {}

    void took(String verb, long nanos) {
        Times known = byVerb.get(verb);
        (known == null ? byVerb.computeIfAbsent(verb, fresh -> new Times()) : known).add(nanos);
    }

    /** By verb, in order. */
    public List<CommandTime> all() {
        return new TreeMap<>(byVerb)
                .entrySet().stream()
                        .map(entry -> summary(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static CommandTime summary(String verb, Times times) {
        SortedMap<Duration, Long> within = new TreeMap<>();
        long sum = 0;
        for (int i = 0; i < BOUNDS_MICROS.length; i++) {
            sum += times.counts[i].sum();
            within.put(Duration.ofNanos(BOUNDS_MICROS[i] * 1_000), sum);
        }
        long longer = times.counts[BOUNDS_MICROS.length].sum();
        return new Summary(verb, sum + longer, Duration.ofNanos(times.nanos.sum()), within);
    }
}
