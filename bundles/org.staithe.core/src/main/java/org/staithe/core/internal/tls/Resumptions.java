// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts, per network of clients, how many data connections resumed the session of their control connection and how
 * many did not: what an operator wants to know before requiring it. Safe for concurrent use.
 */
public final class Resumptions {

    private static final int NETWORKS = 1000;

    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NETWORKS;
        }
    };

    /** Data connections that resumed, and those that would fail if that were required. */
    public record Count(long resumed, long others) {}

    synchronized void count(InetAddress client, boolean resumed) {
        counts.merge(
                network(client),
                resumed ? new Count(1, 0) : new Count(0, 1),
                (a, b) -> new Count(a.resumed() + b.resumed(), a.others() + b.others()));
    }

    public synchronized Map<String, Count> byNetwork() {
        return new TreeMap<>(counts);
    }

    /** The /24 of an IPv4 address, the /48 of an IPv6 address. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return "%d.%d.%d.0/24".formatted(bytes[0] & 0xFF, bytes[1] & 0xFF, bytes[2] & 0xFF);
        }
        return "%02x%02x:%02x%02x:%02x%02x::/48".formatted(bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
    }
}
