// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.health.ServerHealth.State;
import org.staithe.health.internal.Networks.Hour;
import org.staithe.health.internal.Networks.Passive;
import org.staithe.session.ServerStatus.ResumptionStatus;

/** Puts together what happened to the clients of a network, and says why and what would help. */
final class Doctor {

    private static final int SOME = 3;
    private static final int MANY = 5;

    private Doctor() {}

    /** The worst first. */
    static List<Finding> diagnoses(List<Hour> hours, List<ResumptionStatus> resumptions) {
        List<Finding> found = new ArrayList<>();
        for (Hour hour : hours) {
            hour.passive().forEach(one -> passive(hour, one).ifPresent(found::add));
            hour.handshakes()
                    .forEach((cause, count) -> handshakes(hour, cause, count).ifPresent(found::add));
            dataTls(hour).ifPresent(found::add);
            refusals(hour).ifPresent(found::add);
        }
        resumptions.forEach(one -> unresumed(one).ifPresent(found::add));
        found.sort(Comparator.comparing(Finding::state).reversed().thenComparing(Finding::text));
        return found;
    }

    private static Optional<Finding> passive(Hour hour, Passive tried) {
        if (tried.missed() < SOME || tried.missed() * 2 < tried.all()) {
            return Optional.empty();
        }
        String what = "%d of %d passive data connections from %s never came about in an hour."
                .formatted(tried.missed(), tried.all(), hour.network());
        return Optional.of(
                new Observation("Passive connections", State.CRITICAL, what + " " + cause(hour, tried.told())));
    }

    private static String cause(Hour hour, InetSocketAddress told) {
        InetAddress address = told.getAddress();
        String text = address.getHostAddress();
        boolean reached = hour.reached().filter(address::equals).isPresent();
        String how = " Set advertise of org.staithe.dataport.passive to the address that they connect to, or"
                + " advertise.by.network for these clients.";
        if (Addresses.isPrivate(address) && !Addresses.isPrivate(hour.client())) {
            return "The address that they were told, " + text + ", is private: they cannot reach it." + how;
        }
        if (!reached) {
            String other = hour.reached().map(InetAddress::getHostAddress).orElse("another address");
            return "They were told " + text + " but reached the server at " + other + "." + how;
        }
        return "They were told the right address, " + text + ": does a firewall let them through to the passive ports,"
                + " " + told.getPort() + " among them? (ports of org.staithe.dataport.passive)";
    }

    private static Optional<Finding> handshakes(Hour hour, TlsFailure cause, long count) {
        return count < SOME
                ? Optional.empty()
                : Optional.of(new Observation(
                        "TLS handshakes",
                        State.WARN,
                        count + " TLS handshakes with clients of " + hour.network() + " failed in an hour because "
                                + cause.advice() + "."));
    }

    private static Optional<Finding> dataTls(Hour hour) {
        if (hour.unresumed() >= SOME) {
            return Optional.of(new Observation(
                    "TLS resumption",
                    State.CRITICAL,
                    hour.unresumed() + " data connections from " + hour.network()
                            + " were refused in an hour because they did not resume the TLS session of their control"
                            + " connection. Clients that cannot need tls.resumption = prefer on their listener."));
        }
        return hour.dataTls() < SOME
                ? Optional.empty()
                : Optional.of(new Observation(
                        "TLS on data connections",
                        State.WARN,
                        hour.dataTls() + " data connections from " + hour.network()
                                + " came about and failed in TLS in an hour: the log says what was wrong."));
    }

    /** All reasons of a network together; the most frequent is told. */
    private static Optional<Finding> refusals(Hour hour) {
        long all = hour.refusals().values().stream().mapToLong(Long::longValue).sum();
        if (all < MANY) {
            return Optional.empty();
        }
        Map.Entry<String, Long> most = hour.refusals().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        return Optional.of(new Observation(
                "Refused logins",
                State.WARN,
                "%d logins from %s were refused in an hour, %d of them because: %s. It is a client with an old password,"
                                .formatted(all, hour.network(), most.getValue(), most.getKey())
                        + " or somebody who guesses; deny of the listener shuts a network out."));
    }

    private static Optional<Finding> unresumed(ResumptionStatus status) {
        return status.others() < MANY || status.others() < status.resumed()
                ? Optional.empty()
                : Optional.of(new Observation(
                        "TLS resumption",
                        State.OK,
                        "%d of %d TLS data connections from %s did not resume the session of their control connection:"
                                        .formatted(
                                                status.others(), status.others() + status.resumed(), status.network())
                                + " tls.resumption = require on listener " + status.listener()
                                + " would refuse them."));
    }
}
