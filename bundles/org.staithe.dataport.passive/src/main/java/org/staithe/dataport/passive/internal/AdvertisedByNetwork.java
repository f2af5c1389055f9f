// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.net.InetAddress;
import java.util.List;
import org.staithe.auth.Network;

/** Which address clients of which network are told; the first match decides. Immutable. */
final class AdvertisedByNetwork {

    private static final String KEY = "advertise.by.network";
    private static final String BOUND = "local";

    private record Rule(Network network, Advertised address) {}

    private final List<Rule> rules;

    private AdvertisedByNetwork(List<Rule> rules) {
        this.rules = rules;
    }

    static AdvertisedByNetwork parse(List<String> entries) {
        return new AdvertisedByNetwork(
                entries.stream().map(AdvertisedByNetwork::rule).toList());
    }

    Advertised to(InetAddress client, Advertised otherwise) {
        for (Rule rule : rules) {
            if (rule.network().contains(client)) {
                return rule.address();
            }
        }
        return otherwise;
    }

    private static Rule rule(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(KEY + " = '" + entry
                    + "': write NETWORK=ADDRESS, such as 10.0.0.0/8=10.1.2.3 or 10.0.0.0/8=" + BOUND);
        }
        Network network;
        try {
            network = Network.of(entry.substring(0, equals).strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(KEY + " = '" + entry + "': " + e.getMessage(), e);
        }
        String address = entry.substring(equals + 1).strip();
        return new Rule(
                network, address.equals(BOUND) ? Advertised.BOUND : Advertised.fixed(Literal.advertised(KEY, address)));
    }
}
