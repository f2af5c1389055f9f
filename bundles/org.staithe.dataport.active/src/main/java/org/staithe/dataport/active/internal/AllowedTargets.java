// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Network;

/** Which hosts the server may connect to; refuses the bounce attack (RFC 2577 section 3). Immutable. */
final class AllowedTargets {

    private final boolean foreign;
    private final List<Network> networks;

    AllowedTargets(boolean foreign, List<Network> networks) {
        this.foreign = foreign;
        this.networks = List.copyOf(networks);
    }

    /**
     * Why not; empty when the server may.
     *
     * @param target what the client asks for; null when it was a name, which is never looked up
     */
    Optional<String> objection(@Nullable InetAddress target, InetAddress client) {
        if (target == null) {
            return Optional.of("the target is not an address");
        }
        InetAddress host = unmapped(target);
        if (!oneHost(host)) {
            return Optional.of(host.getHostAddress() + " is not the address of one host");
        }
        if (host.equals(unmapped(client)) || networks.stream().anyMatch(network -> network.contains(host))) {
            return Optional.empty();
        }
        if (!foreign) {
            return Optional.of(host.getHostAddress() + " is not the client (allow.foreign, allow.networks)");
        }
        // Services that listen here trust this machine; a client must not speak to them through us by accident.
        return host.isLoopbackAddress() || host.isLinkLocalAddress()
                ? Optional.of(host.getHostAddress() + " is this machine's own (only allow.networks can allow it)")
                : Optional.empty();
    }

    private static boolean oneHost(InetAddress address) {
        int first = address.getAddress()[0] & 0xFF;
        boolean four = address.getAddress().length == 4;
        // 0/8 is "this network", 240/4 reserved and broadcast (RFC 1122 section 3.2.1.3).
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !(four && (first == 0 || first >= 240));
    }

    /** ::ffff:192.0.2.1 is 192.0.2.1, or it would be a second way to write a refused address. */
    private static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is right: it comes from an address
        }
    }
}
