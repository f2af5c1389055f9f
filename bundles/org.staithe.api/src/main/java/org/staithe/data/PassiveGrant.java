// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** An address lent for one passive data connection. Used by one session, on any thread. */
@ConsumerType
public interface PassiveGrant extends AutoCloseable {

    /** Where the core binds; port 0 lets the system choose. */
    InetSocketAddress bind();

    /** What {@code PASV} tells the client; it differs from {@link #bind()} behind NAT. */
    InetAddress advertised();

    /**
     * Whether a connection from this address is the client's; one that is not is dropped and accepting goes on.
     *
     * @param peer where the data connection comes from
     * @param client where the control connection comes from
     */
    default boolean admits(InetAddress peer, InetAddress client) {
        return peer.equals(client);
    }

    /** Takes the port back; called once, must not block or throw. */
    @Override
    void close();
}
