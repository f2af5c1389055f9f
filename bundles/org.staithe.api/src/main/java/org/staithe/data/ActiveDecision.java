// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import java.net.InetSocketAddress;

/** What an {@link ActivePortPolicy} says. */
public sealed interface ActiveDecision {

    /**
     * The core may connect.
     *
     * @param from the local address to bind before; port 0 lets the system choose
     */
    record Connect(InetSocketAddress from) implements ActiveDecision {}

    /**
     * The core must not connect: 504 for {@code PORT}, 522 or 504 for {@code EPRT}.
     *
     * @param reason for the log; the client is told only that the address is not allowed
     */
    record Refuse(String reason) implements ActiveDecision {}
}
