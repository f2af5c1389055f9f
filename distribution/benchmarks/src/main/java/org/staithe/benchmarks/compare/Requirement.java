// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.staithe.benchmarks.compare.Figures.Measure;

/**
 * What Staithe is to reach, as a ratio to a peer in the same run or as a figure of its own.
 *
 * @param peer a server, {@code best} for the best of all but Staithe, or empty for a figure of its own
 * @param required the highest ratio or figure; for a rate the lowest
 * @param goal what comes after that; {@code NaN} where it is about something that is not measured here
 */
record Requirement(String workload, Measure measure, String peer, double required, double goal) {

    private static final double NONE = Double.NaN;

    static List<Requirement> all() {
        return List.of(
                cost("retr1", "vsftpd", 1.1, NONE),
                cost("retr1", "apache", 0.45, NONE),
                cost("retr8", "vsftpd", 1.1, NONE),
                cost("retr8", "apache", 0.45, NONE),
                cost("retr64", "vsftpd", 1.1, NONE),
                cost("retr64", "apache", 0.45, NONE),
                cost("stor1", "pureftpd", 1.1, 1.0),
                cost("stor1", "apache", 0.6, NONE),
                cost("stor8", "pureftpd", 1.1, 1.0),
                cost("stor8", "apache", 0.6, NONE),
                cost("stor64", "pureftpd", 1.1, 1.0),
                cost("stor64", "apache", 0.6, NONE),
                cost("tls-retr", "pureftpd", 1.1, NONE),
                cost("tls-stor", "pureftpd", 1.0, NONE),
                cost("small-retr1", "pureftpd", 1.5, 1.1),
                new Requirement("small-retr1", Measure.RATE, "apache", 150, NONE),
                cost("small-retr32", "pureftpd", 1.0, 0.7),
                cost("small-stor32", "pureftpd", 1.0, 0.7),
                cost("tls-small", "apache", 0.5, NONE),
                cost("tls-small", "vsftpd", NONE, 1.0),
                cost("login", "pyftpdlib", 1.5, 1.0),
                cost("tls-login", "apache", 0.7, NONE),
                cost("tls-login", "pyftpdlib", NONE, 2.0),
                cost("noop1", "best", 2.0, 1.3),
                cost("noop32", "best", 1.2, 0.8),
                cost("idle", "", 16, 6),
                cost("idle10000", "", 25.6, 11),
                cost("slow", "", 110, 16),
                new Requirement("slow", Measure.P99, "", 20_000, NONE),
                new Requirement("slow", Measure.LEAST, "", 0.95, NONE),
                cost("list", "pureftpd", 1.7, 1.2),
                new Requirement("list", Measure.FIRST, "", 30, NONE),
                cost("start", "", 3000, 1000));
    }

    private static Requirement cost(String workload, String peer, double required, double goal) {
        return new Requirement(workload, Measure.COST, peer, required, goal);
    }

    boolean higherIsBetter() {
        return measure == Measure.RATE || measure == Measure.LEAST;
    }

    boolean met(double reached) {
        return Double.isNaN(required) || (higherIsBetter() ? reached >= required : reached <= required);
    }

    /** What Staithe has reached of it; empty if there is nothing to compare with. */
    OptionalDouble reached(Figures figures, List<String> servers) {
        OptionalDouble ours = figures.median(workload, "staithe", measure);
        if (peer.isEmpty() || ours.isEmpty()) {
            return ours;
        }
        OptionalDouble theirs = peerOf(servers, figures)
                .map(server -> figures.median(workload, server, measure))
                .orElse(OptionalDouble.empty());
        return theirs.isEmpty() || theirs.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble());
    }

    private Optional<String> peerOf(List<String> servers, Figures figures) {
        if (!peer.equals("best")) {
            return Optional.of(peer);
        }
        return servers.stream()
                .filter(server -> !server.equals("staithe"))
                .filter(server -> figures.median(workload, server, measure).isPresent())
                .min((a, b) -> Double.compare(
                        figures.median(workload, a, measure).getAsDouble(),
                        figures.median(workload, b, measure).getAsDouble()));
    }
}
