// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A data connection that is agreed upon but not there yet: a bound port, or an address to connect to. */
public interface DataOpening extends Closeable {

    /**
     * Waits for the client or connects to it. Called once, by the thread of the transfer.
     *
     * @return a blocking channel with TCP_NODELAY set
     * @throws IOException when it fails, when patience runs out, or when this is closed meanwhile
     */
    SocketChannel open(Duration patience) throws IOException;

    /** Whether the client is to connect to us; else we to the client. */
    boolean passive();

    /** Where the connection is to lead: what the client was told, or told us. */
    InetSocketAddress address();

    /** Gives the port and the policy's grant back, and ends an {@link #open} that waits. By any thread, repeatable. */
    @Override
    void close();
}
