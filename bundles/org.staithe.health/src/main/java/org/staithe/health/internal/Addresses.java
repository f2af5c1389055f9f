// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.net.InetAddress;
import java.util.List;
import org.staithe.auth.Network;

/** From where an address can be reached. */
final class Addresses {

    /** What the JDK does not count: carriers' NAT (RFC 6598), and unique local addresses (RFC 4193). */
    private static final List<Network> OTHERS = List.of(Network.of("100.64.0.0/10"), Network.of("fc00::/7"));

    private Addresses() {}

    /** Whether nobody outside of its own network reaches it. */
    static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || OTHERS.stream().anyMatch(network -> network.contains(address));
    }
}
