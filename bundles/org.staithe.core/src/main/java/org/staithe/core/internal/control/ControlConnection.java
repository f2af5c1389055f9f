// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.control.ControlEvents.Fault;

/**
 * One control connection over a session of MINA's.
 *
 * <p>All that is not said to be for any thread runs in the selector thread of this connection.
 */
final class ControlConnection implements ControlChannel, LineDecoder.Lines {

    private static final Logger log = LoggerFactory.getLogger(ControlConnection.class);

    private static final AttributeKey KEY = new AttributeKey(ControlConnection.class, "connection");

    /** While more than this waits for a client to read it, the client's commands wait too. */
    private static final long MOST_UNSENT = 64 * 1024;

    private final NioSession io;
    private final SelectorLoop loop;
    private final FtpHandler interpreter;
    private final Handshakes handshakes;
    private final FtpIoSession session;
    private final InetSocketAddress peer;
    private final InetSocketAddress local;
    private final LineDecoder decoder = new LineDecoder();
    private final Outbox outbox;

    private @Nullable ControlEvents events;

    /** In the chain from the first byte of the handshake on. */
    private @Nullable TlsFilter tls;

    private volatile @Nullable SSLSession tlsSession;

    /** Read and not decoded: because of {@link #suspend}, or while a line of it is delivered. */
    private @Nullable ByteBuffer unread;

    /** Whether what is written now in the selector thread is flushed in this round anyway. */
    private boolean flushFollows = true;

    private boolean inputEnded;

    // Set by any thread.
    private volatile boolean suspended;
    private volatile boolean finishing;

    private ControlConnection(NioSession io, FtpHandler interpreter, Handshakes handshakes) {
        this.io = io;
        this.loop = (SelectorLoop) io.getProcessor();
        this.interpreter = interpreter;
        this.handshakes = handshakes;
        this.outbox = new Outbox(io, loop);
        this.session = new FtpIoSession(io, null);
        this.peer = (InetSocketAddress) io.getRemoteAddress();
        this.local = (InetSocketAddress) io.getLocalAddress();
    }

    static ControlConnection over(NioSession io, FtpHandler interpreter, Handshakes handshakes) {
        ControlConnection connection = new ControlConnection(io, interpreter, handshakes);
        io.setAttribute(KEY, connection);
        return connection;
    }

    static ControlConnection of(IoSession session) {
        return (ControlConnection) Objects.requireNonNull(session.getAttribute(KEY));
    }

    FtpIoSession session() {
        return session;
    }

    ControlEvents events() {
        return Objects.requireNonNull(events);
    }

    void open(ControlEvents told) {
        events = told;
        flushFollows = false;
        flush();
    }

    // ---- what comes in

    void received(ByteBuffer bytes) {
        if (finishing) {
            // Nobody is to act on it; but left in the system's buffer it would turn the close into a reset.
            return;
        }
        unread = unread == null ? bytes : Bytes.joined(unread, bytes);
        deliver();
    }

    /** Delivers what is unread as far as it may, and sends what that has brought. */
    private void deliver() {
        flushFollows = true;
        try {
            while (unread != null && wanted() && !gone()) {
                if (!decoder.decode(unread, this)) {
                    unread = null;
                }
            }
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            flushFollows = false;
        }
        if (inputEnded && unread == null) {
            finishing = true;
            if (shakingHands()) {
                abort();
            }
        }
        updateReading();
        flush();
    }

    private boolean wanted() {
        return !suspended && outbox.unsent() <= MOST_UNSENT;
    }

    /** The system's own flow control holds a client whose lines are not wanted now. */
    void updateReading() {
        boolean reading = !inputEnded && (tls == null || tls.reading()) && (wanted() || finishing || shakingHands());
        if (reading && io.isReadSuspended()) {
            io.resumeRead();
        } else if (!reading && !io.isReadSuspended()) {
            io.suspendRead();
        }
    }

    @Override
    public void line(String line) {
        try {
            interpreter.messageReceived(session, new ControlLine(line));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void malformed(Fault fault) {
        events().malformed(fault);
    }

    /** The client sends no more: it gets the answers to what it has sent, and that is the end. */
    void inputEnded() {
        inputEnded = true;
        deliver();
    }

    /** MINA has closed the session. */
    void ended() {
        loop.writesAreOver();
        unread = null;
        ControlEvents told = events;
        events = null;
        if (told != null) {
            told.closed();
        }
    }

    /** One session's fault must not reach MINA: an Error would end the selector thread, and every session it has. */
    void failed(Throwable cause) {
        log.error("The control connection of {} is closed after an error of the server", peer, cause);
        abort();
    }

    private boolean gone() {
        return finishing || io.isClosing();
    }

    // ---- what goes out

    /** MINA has sent all or some of what it had: more can go, and what waited for that comes in. */
    void sent() {
        outbox.sent();
        if (unread != null || io.isReadSuspended()) {
            deliver();
        } else {
            flush();
        }
    }

    private void flush() {
        if (io.isClosing() || !outbox.ready()) {
            return;
        }
        if (!outbox.isEmpty()) {
            if (!shakingHands()) {
                outbox.send();
            }
        } else if (finishing) {
            if (tls != null) {
                tls.close();
            }
            io.closeOnFlush();
        }
    }

    @Override
    public void write(String text) {
        if (finishing || io.isClosing()) {
            return;
        }
        boolean inTurn = loop.isCurrentThread();
        boolean first = inTurn ? outbox.add(text) : outbox.write(text);
        if (first && !(inTurn && flushFollows)) {
            loop.execute(this::flush);
        }
    }

    @Override
    public long unsent() {
        return outbox.unsent();
    }

    @Override
    public void finish() {
        finishing = true;
        loop.execute(this::deliver);
    }

    @Override
    public void abort() {
        io.closeNow();
    }

    // ---- back-pressure

    @Override
    public void suspend() {
        // The next bytes that come are kept, and with them the reading ends.
        suspended = true;
    }

    @Override
    public void resume() {
        suspended = false;
        loop.execute(this::deliver);
    }

    // ---- TLS

    @Override
    public void inTurn(Runnable action) {
        loop.execute(() -> {
            flushFollows = true;
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                failed(e);
            } finally {
                flushFollows = false;
            }
            if (!io.isClosing()) {
                deliver();
            }
        });
    }

    @Override
    public boolean startTls(String reply, TlsEngines engines) {
        requireLine();
        if (tls != null || (unread != null && unread.hasRemaining()) || !decoder.betweenLines()) {
            log.info("{} sent more behind AUTH before it had TLS; the connection is closed", peer);
            abort();
            return false;
        }
        SSLEngine engine = engines.controlEngine();
        outbox.add(reply);
        outbox.send();
        beginTls(engine, engines);
        return true;
    }

    @Override
    public void beginTls(TlsEngines engines) {
        if (events != null) {
            throw new IllegalStateException("The connection has begun in the clear");
        }
        beginTls(engines.controlEngine(), engines);
    }

    private void beginTls(SSLEngine engine, TlsEngines engines) {
        outbox.indirect();
        tls = new TlsFilter(engine, engines, handshakes, io);
        io.getFilterChain().addLast("tls", tls);
    }

    void secured() {
        if (tls != null) {
            tlsSession = tls.session();
        }
        flushFollows = true;
        try {
            events().secured();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        deliver();
    }

    void tlsFailed(String why) {
        if (events != null) {
            events.tlsFailed(why);
        }
    }

    @Override
    public void stopTls(String reply) {
        requireLine();
        if (tls == null) {
            throw new IllegalStateException("The connection is in the clear");
        }
        outbox.add(reply);
        outbox.send();
        tls.leave();
        tlsSession = null;
    }

    void unsecured() {
        tls = null;
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.ofNullable(tlsSession);
    }

    private boolean shakingHands() {
        return tls != null && !tls.secured();
    }

    private void requireLine() {
        if (!loop.isCurrentThread() || !flushFollows || events == null) {
            throw new IllegalStateException("TLS starts and stops only while a line is delivered");
        }
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }
}
