// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.data.PassiveGrant;

/**
 * A bound port that waits for the client ({@code PASV}, {@code EPSV}).
 *
 * <p>A connection that the grant does not admit is somebody who wants the client's file (RFC 2577 section 8): it is
 * closed, and the client is waited for as before.
 */
public final class PassiveOpening implements DataOpening {

    private static final Logger log = LoggerFactory.getLogger(PassiveOpening.class);

    // Only the client should come; a few places more, so that strangers cannot keep it out before we accept.
    private static final int BACKLOG = 8;

    private final PassiveGrant grant;
    private final InetAddress client;
    private final ServerSocketChannel listening;
    private final InetSocketAddress local;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PassiveOpening(PassiveGrant grant, InetAddress client, ServerSocketChannel listening) throws IOException {
        this.grant = grant;
        this.client = client;
        this.listening = listening;
        this.local = Addresses.plain((InetSocketAddress) listening.getLocalAddress());
    }

    /**
     * Binds where the grant says. The grant is taken over in any case: on a failure it is closed here.
     *
     * @param client where the control connection comes from
     * @throws java.net.BindException if the port is taken; another grant may do better
     */
    public static PassiveOpening bind(PassiveGrant grant, InetAddress client) throws IOException {
        ServerSocketChannel listening = null;
        boolean bound = false;
        try {
            // Address reuse stays as the JDK sets it: on where it means "in spite of TIME_WAIT", off where it means
            // theft.
            listening = ServerSocketChannel.open();
            listening.bind(grant.bind(), BACKLOG);
            PassiveOpening opening = new PassiveOpening(grant, Addresses.plain(client), listening);
            bound = true;
            return opening;
        } finally {
            if (!bound) {
                if (listening != null) {
                    listening.close();
                }
                grant.close();
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress local() {
        return local;
    }

    public PassiveGrant grant() {
        return grant;
    }

    @Override
    public boolean passive() {
        return true;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(grant.advertised(), local.getPort());
    }

    @Override
    public SocketChannel open(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        // Gone after the first admitted connection: one PASV, one data connection (RFC 1123 section 4.1.2.6).
        try (listening) {
            for (; ; ) {
                SocketChannel channel = accept(end);
                if (admitted(channel)) {
                    return channel;
                }
            }
        }
    }

    private SocketChannel accept(long end) throws IOException {
        long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        listening.socket().setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        return listening.socket().accept().getChannel();
    }

    private boolean admitted(SocketChannel channel) throws IOException {
        boolean keep = false;
        try {
            if (closed.get()) {
                throw new AsynchronousCloseException();
            }
            InetAddress peer = Addresses.plain(((InetSocketAddress) channel.getRemoteAddress()).getAddress());
            if (grant.admits(peer, client)) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                keep = true;
            } else {
                log.warn("Dropped a data connection from {}: it belongs to {}", peer, client);
            }
            return keep;
        } finally {
            if (!keep) {
                channel.close();
            }
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            listening.close();
        } catch (IOException e) {
            log.debug("Closing {}", local, e);
        } finally {
            grant.close();
        }
    }
}
