// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Network;

/** What the clients of each network met with in the last hour; bounded, the longest silent forgotten. Thread-safe. */
final class Networks {

    private static final int MOST = 1000;
    private static final int REASONS = 20;
    private static final int LONGEST_REASON = 100;

    private final InstantSource clock;
    private final Map<Network, Experience> experiences = new LinkedHashMap<>(16, 0.75f, true) { // guarded by this
                @Override
                protected boolean removeEldestEntry(Map.Entry<Network, Experience> eldest) {
                    return size() > MOST;
                }
            };

    /** Of one network; guarded by the networks. */
    private static final class Experience {
        private final InetAddress client;
        private final HourCount passive = new HourCount();
        private final HourCount missed = new HourCount();
        private final HourCount dataTls = new HourCount();
        private final HourCount unresumed = new HourCount();
        private final Map<TlsFailure, HourCount> handshakes = new EnumMap<>(TlsFailure.class);
        private final Map<String, HourCount> refusals = new TreeMap<>();
        private @Nullable InetSocketAddress told;
        private @Nullable InetAddress reached;

        Experience(InetAddress client) {
            this.client = client;
        }
    }

    /**
     * The last hour of one network.
     *
     * @param client one of its addresses
     * @param passive data connections that clients were to open
     * @param missed how many of them they never did
     * @param told the address that they were told at last
     * @param reached the address of ours that they connect to
     * @param dataTls data connections on which TLS failed
     * @param unresumed those that were refused because they did not resume
     * @param refusals logins by reason
     */
    record Hour(
            Network network,
            InetAddress client,
            long passive,
            long missed,
            Optional<InetSocketAddress> told,
            Optional<InetAddress> reached,
            long dataTls,
            long unresumed,
            Map<TlsFailure, Long> handshakes,
            Map<String, Long> refusals) {}

    Networks(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void passive(InetAddress client, InetAddress reached, InetSocketAddress told, boolean connected) {
        Experience one = of(client);
        one.passive.add(clock.instant());
        one.reached = reached;
        // What did not work is what an operator wants to see.
        if (!connected) {
            one.told = told;
            one.missed.add(clock.instant());
        }
    }

    synchronized void dataTlsFailed(InetAddress client) {
        of(client).dataTls.add(clock.instant());
    }

    synchronized void unresumed(InetAddress client) {
        of(client).unresumed.add(clock.instant());
    }

    synchronized void handshakeFailed(InetAddress client, TlsFailure cause) {
        of(client).handshakes.computeIfAbsent(cause, fresh -> new HourCount()).add(clock.instant());
    }

    synchronized void refused(InetAddress client, String reason) {
        Map<String, HourCount> refusals = of(client).refusals;
        String brief = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        // Some reasons name the user: who makes names up must not fill the memory.
        String known = refusals.containsKey(brief) || refusals.size() < REASONS ? brief : "other reasons";
        refusals.computeIfAbsent(known, fresh -> new HourCount()).add(clock.instant());
    }

    synchronized List<Hour> hours() {
        Instant now = clock.instant();
        return experiences.entrySet().stream()
                .map(entry -> hour(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private Experience of(InetAddress client) {
        return experiences.computeIfAbsent(Network.around(client), fresh -> new Experience(client));
    }

    private static Hour hour(Network network, Experience one, Instant now) {
        return new Hour(
                network,
                one.client,
                one.passive.sum(now),
                one.missed.sum(now),
                Optional.ofNullable(one.told),
                Optional.ofNullable(one.reached),
                one.dataTls.sum(now),
                one.unresumed.sum(now),
                sums(one.handshakes, now),
                sums(one.refusals, now));
    }

    private static <K> Map<K, Long> sums(Map<K, HourCount> counts, Instant now) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .sum(now)));
    }
}
