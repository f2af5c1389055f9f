// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The configuration, checked.
 *
 * @param ports empty when the system is to choose; nobody changes it
 * @param advertise as it was written
 * @param name the DNS name in it
 * @param advertised the address in it, if it is no name
 */
record PassiveSettings(
        BitSet ports,
        Optional<InetAddress> bindAddress,
        String advertise,
        Optional<String> name,
        Duration refresh,
        Advertised advertised,
        AdvertisedByNetwork byNetwork,
        boolean extendedOnly,
        PeerCheck peerCheck) {

    private static final int MAX_REFRESH_SECONDS = 86_400;
    private static final String NAME = "(?i)(?=.*[a-z])[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?";

    /**
     * Reads the whole configuration.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static PassiveSettings of(PassivePorts.Config config) {
        String bind = config.bind_address().strip();
        String advertise = config.advertise().strip();
        boolean named = advertise.matches(NAME);
        return new PassiveSettings(
                PortRanges.parse(items(config.ports())),
                bind.isEmpty() ? Optional.empty() : Optional.of(Literal.address("bind.address", bind)),
                advertise,
                named ? Optional.of(advertise) : Optional.empty(),
                refresh(config.advertise_refresh_seconds()),
                named || advertise.isEmpty()
                        ? Advertised.BOUND
                        : Advertised.fixed(Literal.advertised("advertise", advertise)),
                AdvertisedByNetwork.parse(items(config.advertise_by_network())),
                config.extended_only(),
                PeerCheck.parse(config.peer_check()));
    }

    /** The address in advertise, if it is one. */
    Optional<InetAddress> alwaysTold() {
        return advertise.isEmpty() || name.isPresent()
                ? Optional.empty()
                : Optional.of(Literal.advertised("advertise", advertise));
    }

    /** For the log. */
    @Override
    public String toString() {
        int count = ports.cardinality();
        return (count == 0 ? "any free port" : count == 1 ? "1 port" : count + " ports") + ", advertised "
                + (advertise.isEmpty() ? "as bound" : advertise);
    }

    private static Duration refresh(int seconds) {
        if (seconds < 1 || seconds > MAX_REFRESH_SECONDS) {
            throw new IllegalArgumentException(
                    "advertise.refresh.seconds = " + seconds + ": write a number from 1 to " + MAX_REFRESH_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }

    /** A list may come as several values, or as one with commas when it was written into a file. */
    private static List<String> items(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
