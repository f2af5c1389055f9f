// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.staithe.auth.Network;

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
                Network.around(client).toString(),
                resumed ? new Count(1, 0) : new Count(0, 1),
                (a, b) -> new Count(a.resumed() + b.resumed(), a.others() + b.others()));
    }

    public synchronized Map<String, Count> byNetwork() {
        return new TreeMap<>(counts);
    }
}
