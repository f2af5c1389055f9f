// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes numbers in the text format 0.0.4 of Prometheus, family by family. Not safe for concurrent use. */
final class Exposition {

    static final String COUNTER = "counter";
    static final String GAUGE = "gauge";
    static final String HISTOGRAM = "histogram";

    private static final double NANOS = 1e9;

    private final StringBuilder text = new StringBuilder(16_384);

    /** Begins a family: all its samples follow. */
    Exposition family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /**
     * Writes one number.
     *
     * @param labels names and values in turn
     */
    Exposition sample(String name, double value, String... labels) {
        text.append(name);
        if (labels.length > 0) {
            text.append('{');
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
                escape(labels[i + 1]);
                text.append('"');
            }
            text.append('}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    /** A whole family of counters. */
    Exposition counters(String name, String help, Counter counter, String... labels) {
        family(name, COUNTER, help);
        for (Map.Entry<List<String>, Long> entry : counter.numbers().entrySet()) {
            String[] pairs = new String[labels.length * 2];
            for (int i = 0; i < labels.length; i++) {
                pairs[2 * i] = labels[i];
                pairs[2 * i + 1] = entry.getKey().get(i);
            }
            sample(name, entry.getValue(), pairs);
        }
        return this;
    }

    /** The samples of one histogram. */
    Exposition histogram(
            String name, Map<Duration, Long> within, long count, Duration total, String label, String value) {
        within.forEach((bound, number) ->
                sample(name + "_bucket", number, label, value, "le", number(bound.toNanos() / NANOS)));
        sample(name + "_bucket", count, label, value, "le", "+Inf");
        sample(name + "_sum", total.toNanos() / NANOS, label, value);
        return sample(name + "_count", count, label, value);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
