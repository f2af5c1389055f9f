// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

/** Takes new control connections. */
@FunctionalInterface
public interface ConnectionHandler {

    /**
     * A client has connected. Called by a selector thread, before anything of the client is read; it may write (the
     * greeting) or abort, and must not block.
     *
     * <p>On a listener that begins with TLS this is at the TCP connection, before the handshake.
     *
     * @return who is told about this connection
     */
    ControlEvents connected(ControlChannel channel);
}
