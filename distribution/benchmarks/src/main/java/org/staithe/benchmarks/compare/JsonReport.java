// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.staithe.benchmarks.compare.Figures.Measure;

/** The figures for programs: one object for each workload and server. */
final class JsonReport {

    private final CompareOptions options;
    private final Figures figures;

    JsonReport(CompareOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    String text() {
        return "{\n  \"machine\": %s,\n  \"rounds\": %d,\n  \"quick\": %b,\n  \"figures\": [\n%s\n  ]\n}\n"
                .formatted(
                        quoted(new Machine(options.setting()).line()),
                        options.rounds(),
                        options.quickly(),
                        options.workloads().stream()
                                .flatMap(workload -> options.servers().stream().map(server -> entry(workload, server)))
                                .collect(Collectors.joining(",\n")));
    }

    private String entry(Workload workload, String server) {
        String values = Stream.of(Measure.values())
                .filter(measure ->
                        figures.median(workload.name(), server, measure).isPresent())
                .map(measure -> ", %s: %s"
                        .formatted(
                                quoted(measure.name().toLowerCase(Locale.ROOT)),
                                figures.median(workload.name(), server, measure).getAsDouble()))
                .collect(Collectors.joining());
        String failure = figures.failure(workload.name(), server);
        return "    {\"workload\": %s, \"server\": %s, \"unit\": %s%s%s}"
                .formatted(
                        quoted(workload.name()),
                        quoted(server),
                        quoted(workload.unit().label),
                        values,
                        failure.isEmpty() ? "" : ", \"failure\": " + quoted(failure));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
