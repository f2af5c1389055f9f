// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether the server connects to where a client asks, and from where.
 *
 * <p>Register implementations as OSGi services; the best ranked one is asked. Must be safe for concurrent use and must
 * not block. Called at {@code PORT} and {@code EPRT}; this is where bounce attacks (RFC 2577 section 3) are refused.
 */
@ConsumerType
@FunctionalInterface
public interface ActivePortPolicy {

    /**
     * Decides.
     *
     * @param target what the client asks for; a literal address, IPv4-mapped forms already undone, port 1 to 65535
     */
    ActiveDecision decide(DataRequest request, InetSocketAddress target);
}
