// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.staithe.benchmarks.compare.Figures.Measure;

/** The figures as tables to read. */
final class MarkdownReport {

    private final CompareOptions options;
    private final Figures figures;

    MarkdownReport(CompareOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(new Machine(options.setting()).line()).append("\n\n");
        text.append("Processor time of the server (memory for sessions), medians of ")
                .append(options.rounds())
                .append(options.quickly() ? ", quick" : "")
                .append("; in brackets that of the client.\n\n");
        text.append("| workload | unit | ")
                .append(String.join(" | ", options.servers()))
                .append(" |\n|---|---|")
                .append("---|".repeat(options.servers().size()))
                .append('\n');
        for (Workload workload : options.workloads()) {
            text.append("| ")
                    .append(workload.title())
                    .append(" | ")
                    .append(workload.unit().label)
                    .append(" | ")
                    .append(options.servers().stream()
                            .map(server -> cost(workload, server))
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        text.append('\n').append(table("p50 / p99 in µs", Measure.P50, Measure.P99));
        text.append('\n').append(table("GiB or operations in a second", Measure.RATE));
        text.append('\n').append(table("first byte in ms", Measure.FIRST));
        text.append('\n').append(requirements());
        return text.toString();
    }

    private String cost(Workload workload, String server) {
        String own = number(figures.median(workload.name(), server, Measure.COST));
        OptionalDouble client = figures.median(workload.name(), server, Measure.CLIENT);
        return client.isPresent() ? own + " (" + number(client) + ")" : own;
    }

    private String table(String title, Measure... measures) {
        StringBuilder rows = new StringBuilder();
        for (Workload workload : options.workloads()) {
            List<String> cells = options.servers().stream()
                    .map(server -> cell(workload, server, measures))
                    .toList();
            if (cells.stream().anyMatch(cell -> !cell.startsWith("-"))) {
                rows.append("| ")
                        .append(workload.title())
                        .append(" | ")
                        .append(String.join(" | ", cells))
                        .append(" |\n");
            }
        }
        return rows.isEmpty()
                ? ""
                : "| %s | %s |\n|---|%s\n%s"
                        .formatted(
                                title,
                                String.join(" | ", options.servers()),
                                "---|".repeat(options.servers().size()),
                                rows);
    }

    private String cell(Workload workload, String server, Measure... measures) {
        return List.of(measures).stream()
                .map(measure -> number(figures.median(workload.name(), server, measure)))
                .collect(Collectors.joining(" / "));
    }

    private String requirements() {
        StringBuilder rows = new StringBuilder();
        for (Requirement requirement : Requirement.all()) {
            OptionalDouble reached = requirement.reached(figures, options.servers());
            if (reached.isPresent() && includes(requirement.workload())) {
                rows.append("| %s %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                requirement.workload(),
                                requirement.measure().name().toLowerCase(Locale.ROOT),
                                requirement.peer(),
                                number(reached),
                                number(requirement.required()),
                                requirement.met(reached.getAsDouble()) ? "yes" : "**no**",
                                number(requirement.goal())));
            }
        }
        return "| Staithe | compared with | reached | required | met | goal |\n|---|---|---|---|---|---|\n" + rows;
    }

    private boolean includes(String workload) {
        return options.workloads().stream().anyMatch(w -> w.name().equals(workload));
    }

    /** One workload, for those who watch. */
    static String line(Workload workload, List<String> servers, Figures figures) {
        return workload.name() + " " + workload.unit().label + ": "
                + servers.stream()
                        .map(server -> server + " " + number(figures.median(workload.name(), server, Measure.COST)))
                        .collect(Collectors.joining(", "));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "-";
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }
}
