// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A live table that many may watch: it is made once a second for all of them, and who has the last state is told only
 * the rows that changed. Safe for concurrent use.
 */
public final class Rows {

    private static final long FRESH_NANOS = 900_000_000L;

    private final Supplier<Map<String, String>> source;
    private final LongSupplier nanos;
    private Map<String, String> rows = Map.of(); // these are guarded by this
    private long number;
    private long made = Long.MIN_VALUE;
    private String changes = "";

    /**
     * Makes one.
     *
     * @param source JSON of each row by its key
     */
    public Rows(Supplier<Map<String, String>> source) {
        this(source, System::nanoTime);
    }

    Rows(Supplier<Map<String, String>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    public synchronized Watch.Sight after(long seen) {
        long now = nanos.getAsLong();
        if (made == Long.MIN_VALUE || now - made > FRESH_NANOS) {
            made = now;
            refresh();
        }
        if (seen == number) {
            return new Watch.Sight(number, "");
        }
        return new Watch.Sight(number, seen == number - 1 ? changes : all());
    }

    private void refresh() {
        Map<String, String> next = source.get();
        Map<String, String> changed = new HashMap<>(next);
        changed.entrySet().removeAll(rows.entrySet());
        String gone = rows.keySet().stream()
                .filter(key -> !next.containsKey(key))
                .map(key -> "\"" + key + "\"")
                .collect(Collectors.joining(","));
        if (number == 0 || !changed.isEmpty() || !gone.isEmpty()) {
            rows = next;
            number++;
            changes = "{\"rows\":[" + String.join(",", changed.values()) + "],\"gone\":[" + gone + "]}";
        }
    }

    private String all() {
        return "{\"all\":true,\"rows\":[" + String.join(",", rows.values()) + "],\"gone\":[]}";
    }
}
