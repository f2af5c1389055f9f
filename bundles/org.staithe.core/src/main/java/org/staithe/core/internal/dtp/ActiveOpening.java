// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address of the client's to connect to ({@code PORT}, {@code EPRT}). */
public final class ActiveOpening implements DataOpening {

    private static final Logger log = LoggerFactory.getLogger(ActiveOpening.class);

    private final InetSocketAddress from;
    private final InetSocketAddress to;
    // Guarded by this; the channel only until it is handed over.
    private @Nullable SocketChannel connecting;
    private boolean closed;

    /**
     * Makes one; nothing is bound yet.
     *
     * @param from the local address; port 0 lets the system choose, any other port is shared with other transfers
     */
    public ActiveOpening(InetSocketAddress from, InetSocketAddress to) {
        this.from = Addresses.plain(from);
        this.to = Addresses.plain(to);
    }

    @Override
    public boolean passive() {
        return false;
    }

    @Override
    public InetSocketAddress address() {
        return to;
    }

    @Override
    public SocketChannel open(Duration patience) throws IOException {
        SocketChannel channel = SocketChannel.open(family());
        boolean open = false;
        try {
            begin(channel);
            if (from.getPort() != 0) {
                // Several transfers leave from port 20 at once, and again while the last one is in TIME_WAIT.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(from);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(to, (int) Math.min(Math.max(1, patience.toMillis()), Integer.MAX_VALUE));
            handOver();
            open = true;
            return channel;
        } finally {
            if (!open) {
                channel.close();
            }
        }
    }

    private StandardProtocolFamily family() {
        boolean four = from.getAddress() instanceof Inet4Address && to.getAddress() instanceof Inet4Address;
        return four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private synchronized void begin(SocketChannel channel) throws IOException {
        if (closed) {
            throw new AsynchronousCloseException();
        }
        connecting = channel;
    }

    private synchronized void handOver() throws IOException {
        connecting = null;
        if (closed) {
            throw new AsynchronousCloseException();
        }
    }

    @Override
    public void close() {
        SocketChannel channel;
        synchronized (this) {
            closed = true;
            channel = connecting;
            connecting = null;
        }
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.debug("Closing a connection to {}", to, e);
            }
        }
    }
}
