// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.nio.AbstractListener;
import org.jspecify.annotations.Nullable;

/**
 * An address on which clients are accepted.
 *
 * <p>Closing it ends the accepting only: the connections that came by it live on, so that a listener can be moved under
 * them.
 */
public final class ControlListener extends AbstractListener implements AutoCloseable {

    private final InetSocketAddress wanted;
    private final ControlAcceptor acceptor;

    // Both guarded by this.
    private boolean listening;
    private InetSocketAddress address;

    ControlListener(InetSocketAddress wanted, ControlAcceptor acceptor, FtpHandler interpreter) {
        super(wanted.getHostString(), wanted.getPort(), false, null, null, 0, null);
        this.wanted = wanted;
        this.address = wanted;
        this.acceptor = acceptor;
        interpreter.init(null, this);
    }

    /** Binds the address. */
    synchronized void open() throws IOException {
        try {
            acceptor.bind(wanted);
            listening = true;
            address = acceptor.getLocalAddress();
            setPort(address.getPort());
        } finally {
            if (!listening) {
                acceptor.dispose();
            }
        }
    }

    /** The address that is really bound: with the port that the system chose, if 0 was asked for. */
    public synchronized InetSocketAddress address() {
        return address;
    }

    /** Stops accepting. Returns when the port is free. */
    @Override
    public synchronized void close() {
        listening = false;
        acceptor.dispose();
    }

    @Override
    public void start(@Nullable FtpServerContext context) {
        try {
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public synchronized boolean isStopped() {
        return !listening;
    }

    @Override
    public synchronized void suspend() {
        acceptor.unbind();
    }

    @Override
    public synchronized void resume() {
        try {
            acceptor.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean isSuspended() {
        return listening && acceptor.getLocalAddress() == null;
    }

    @Override
    public Set<FtpIoSession> getActiveSessions() {
        return acceptor.getManagedSessions().values().stream()
                .map(session -> ControlConnection.of(session).session())
                .collect(Collectors.toUnmodifiableSet());
    }
}
