// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.staithe.auth.Network;
import org.staithe.core.internal.tls.TlsEndpoint;

/**
 * What a listener's configuration says about its sessions. A change applies to the sessions that are open, too.
 *
 * @param banner the text of the greeting
 * @param idle how long a session may do nothing after login
 * @param login how long it may take from connecting to being logged in
 * @param connect how long a data connection may take to come about
 * @param stall how long a transfer may make no progress
 * @param sessions at the same time; 0 for no limit
 * @param sessionsReserved beyond {@code sessions}, in which only administrators may log in
 * @param sessionsPerAddress from one address at the same time; 0 for no limit
 * @param allow networks that may connect; empty means all
 * @param deny networks that may not, even if allowed
 * @param tls empty means that TLS is not offered
 */
public record ListenerSettings(
        String name,
        String banner,
        Duration idle,
        Duration login,
        Duration connect,
        Duration stall,
        int sessions,
        int sessionsReserved,
        int sessionsPerAddress,
        List<Network> allow,
        List<Network> deny,
        Optional<TlsEndpoint> tls) {

    /** Whether a client of this address may connect. */
    public boolean admits(InetAddress address) {
        return deny.stream().noneMatch(network -> network.contains(address))
                && (allow.isEmpty() || allow.stream().anyMatch(network -> network.contains(address)));
    }
}
