// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses where a passive data connection is offered.
 *
 * <p>Register implementations as OSGi services; the best ranked one is asked. Implementations must be safe for
 * concurrent use, must not block, and must not open sockets: the core does that, because a socket owned by a bundle dies
 * with it.
 */
@ConsumerType
@FunctionalInterface
public interface PassivePortPolicy {

    /**
     * Lends an address for one data connection.
     *
     * <p>When the port turns out to be taken, the grant is closed and the policy asked again, a few times.
     *
     * @param request the session that asks, and by which command
     * @return a grant; the core closes it when the data connection has ended
     * @throws IOException if nothing can be lent now; the client sees 425
     * @throws UnsupportedOperationException if this command is not offered (an {@code EPSV}-only site); 502
     */
    PassiveGrant grant(DataRequest request) throws IOException;

    /** How much of it is in use, for operators; empty if that says nothing. */
    default Optional<PortUse> use() {
        return Optional.empty();
    }
}
