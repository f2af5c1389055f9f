// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Network;

/** What the clients of each network met with in the last hour; bounded, the longest silent forgotten. Thread-safe. */
final class Networks {

    private static final int MOST = 1000;
    private static final int ADDRESSES = 8; // a DNS name may have had several
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
        private final Map<InetAddress, Tries> passive = new HashMap<>(); // by the address that clients were told
        private final HourCount dataTls = new HourCount();
        private final HourCount unresumed = new HourCount();
        private final Map<TlsFailure, HourCount> handshakes = new EnumMap<>(TlsFailure.class);
        private final Map<String, HourCount> refusals = new TreeMap<>();
        private @Nullable InetAddress reached;

        Experience(InetAddress client) {
            this.client = client;
        }
    }

    /** Data connections to one address; guarded by the networks. */
    private static final class Tries {
        private final HourCount all = new HourCount();
        private final HourCount missed = new HourCount();
        private int port;
    }

    /**
     * Data connections that clients were to open to an address.
     *
     * @param missed how many of them they never did
     * @param told one of those that they never did, or of the others
     */
    record Passive(InetSocketAddress told, long all, long missed) {}

    /**
     * The last hour of one network.
     *
     * @param client one of its addresses
     * @param passive by the address that clients were told: EPSV tells another than PASV
     * @param reached the address of ours that they connect to
     * @param dataTls data connections on which TLS failed
     * @param unresumed those that were refused because they did not resume
     * @param refusals logins by reason
     */
    record Hour(
            Network network,
            InetAddress client,
            List<Passive> passive,
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
        one.reached = reached;
        if (one.passive.size() >= ADDRESSES) {
            one.passive.keySet().retainAll(Set.of(told.getAddress()));
        }
        Tries tries = one.passive.computeIfAbsent(told.getAddress(), fresh -> new Tries());
        tries.all.add(clock.instant());
        // What did not work is what an operator wants to see.
        if (!connected) {
            tries.missed.add(clock.instant());
        }
        if (!connected || tries.port == 0) {
            tries.port = told.getPort();
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
                one.passive.entrySet().stream()
                        .map(entry -> passive(entry.getKey(), entry.getValue(), now))
                        .toList(),
                Optional.ofNullable(one.reached),
                one.dataTls.sum(now),
                one.unresumed.sum(now),
                sums(one.handshakes, now),
                sums(one.refusals, now));
    }

    private static Passive passive(InetAddress told, Tries tries, Instant now) {
        return new Passive(new InetSocketAddress(told, tries.port), tries.all.sum(now), tries.missed.sum(now));
    }

    private static <K> Map<K, Long> sums(Map<K, HourCount> counts, Instant now) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .sum(now)));
    }
}
