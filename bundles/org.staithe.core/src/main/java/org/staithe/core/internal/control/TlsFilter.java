// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.transport.socket.nio.NioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS on one control connection (RFC 4217). Lives in the connection's selector thread; only the handshake is computed
 * elsewhere.
 *
 * <p>MINA's filter is not used: all its handshakes share two threads and an endless queue, what it decrypts in them is
 * held back until the client sends more, beyond 64 replies it drops some, and each costs it 33 KB.
 */
final class TlsFilter extends IoFilterAdapter {

    private static final Logger log = LoggerFactory.getLogger(TlsFilter.class);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Change cipher spec, alert, handshake, application data (RFC 8446 section 5.1). */
    private static final int FIRST_RECORD_TYPE = 20;

    private static final int LAST_RECORD_TYPE = 23;

    private final SSLEngine engine;
    private final TlsEngines engines;
    private final Handshakes handshakes;
    private final NioSession io;
    private final InetSocketAddress peer;
    private final SelectorLoop loop;

    /** Received and not yet decrypted. */
    private ByteBuffer records = NOTHING;

    private boolean working;
    private boolean secured;
    private boolean modern; // TLS 1.3: what it has to say besides data is no new handshake
    private boolean leaving;

    /** Nothing of what still comes is looked at. */
    private boolean over;

    /** The connection is closed. */
    private boolean ended;

    TlsFilter(SSLEngine engine, TlsEngines engines, Handshakes handshakes, NioSession io) {
        this.engine = engine;
        this.engines = engines;
        this.handshakes = handshakes;
        this.io = io;
        this.peer = (InetSocketAddress) io.getRemoteAddress();
        this.loop = (SelectorLoop) io.getProcessor();
    }

    boolean secured() {
        return secured;
    }

    /** Whether more bytes of the client can be used now. */
    boolean reading() {
        return !working;
    }

    SSLSession session() {
        return engine.getSession();
    }

    // ---- in

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        if (over) {
            return;
        }
        ByteBuffer bytes = ((IoBuffer) message).buf();
        records = records.hasRemaining() ? Bytes.joined(records, bytes) : bytes;
        if (working) {
            ControlConnection.of(io).updateReading();
        } else {
            advance(next);
        }
    }

    /** Goes on as far as it can without waiting: for the client, or for a worker. */
    private void advance(NextFilter next) {
        try {
            boolean more = true;
            while (more && !working && !over) {
                more = secured ? goOn(next) : shakeHands(next);
            }
        } catch (SSLException | RejectedExecutionException e) {
            fail(next, e);
        }
    }

    /** Computes a step of the handshake, which takes a selector's milliseconds, in a worker. */
    private boolean shakeHands(NextFilter next) {
        if (!records.hasRemaining()) {
            return false;
        }
        HandshakeStep step = new HandshakeStep(engine, records);
        handshakes.compute(this, () -> {
            try {
                step.compute();
            } finally {
                loop.execute(() -> computed(next, step));
            }
        });
        records = NOTHING;
        working = true;
        // Not to see the end of the connection before what was said last is known: an alert, perhaps.
        ControlConnection.of(io).updateReading();
        return false;
    }

    /** Its worker hangs: there is no way to say so to the client. By any thread. */
    void giveUp() {
        log.info("TLS with {} failed: a step of the handshake took too long", peer);
        io.closeNow();
    }

    private void computed(NextFilter next, HandshakeStep step) {
        working = false;
        if (ended) {
            engines.ended(engine);
        } else if (!over && !io.isClosing()) {
            try {
                apply(next, step);
            } catch (RuntimeException | Error e) {
                ControlConnection.of(io).failed(e);
            }
        }
    }

    private void apply(NextFilter next, HandshakeStep step) {
        send(next, step.flight());
        boolean more = records.hasRemaining();
        records = more ? Bytes.joined(step.rest(), records) : step.rest();
        if (step.failure().isPresent()) {
            fail(next, step.failure().get());
        } else if (step.closed()) {
            closedByPeer(next);
        } else if (step.finished()) {
            finished(next);
            advance(next);
        } else if (more) {
            advance(next);
        }
        ControlConnection.of(io).updateReading();
    }

    private boolean goOn(NextFilter next) throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        boolean more = status == HandshakeStatus.NEED_WRAP ? sendFlight(next) : decrypt(next);
        if (status == HandshakeStatus.NEED_TASK || (status == HandshakeStatus.NEED_WRAP && !modern && !leaving)) {
            throw new SSLException("The client asks for a renegotiation");
        }
        return more;
    }

    private boolean decrypt(NextFilter next) throws SSLException {
        if (!records.hasRemaining()) {
            return false;
        }
        if (leaving && !isRecord(records.get(records.position()))) {
            // Not every client says close_notify before it goes on in the clear.
            left(next);
            return false;
        }
        ByteBuffer plain = loop.scratch(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.unwrap(records, plain);
        if (result.getStatus() == Status.CLOSED) {
            closedByPeer(next);
            return false;
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            // A large record has made the engine ask for more room; anything else would not end.
            if (engine.getSession().getPacketBufferSize() <= plain.capacity()) {
                throw new SSLException("A record is too large");
            }
            return true;
        }
        if (result.bytesProduced() > 0) {
            next.messageReceived(io, IoBuffer.wrap(Bytes.copied(plain.flip())));
        }
        return result.bytesConsumed() > 0;
    }

    private static boolean isRecord(byte type) {
        return type >= FIRST_RECORD_TYPE && type <= LAST_RECORD_TYPE;
    }

    private void finished(NextFilter next) {
        secured = true;
        modern = engine.getSession().getProtocol().equals("TLSv1.3");
        next.event(io, SslEvent.SECURED);
    }

    private void closedByPeer(NextFilter next) {
        if (leaving) {
            left(next);
        } else {
            over = true;
            next.inputClosed(io);
        }
    }

    /** TLS is over, the connection is not: the rest is in the clear. */
    private void left(NextFilter next) {
        over = true;
        io.getFilterChain().remove(this);
        engines.ended(engine);
        next.event(io, SslEvent.UNSECURED);
        if (records.hasRemaining()) {
            next.messageReceived(io, IoBuffer.wrap(records));
        }
    }

    /** The client gets TLS's alert and never a word in the clear. */
    private void fail(NextFilter next, Exception cause) {
        log.info("TLS with {} failed: {}", peer, cause.getMessage());
        over = true;
        ControlConnection.of(io).tlsFailed(String.valueOf(cause.getMessage()));
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                sendFlight(next);
            }
        } catch (SSLException e) {
            log.debug("No alert for {}: {}", peer, e.getMessage());
        }
        io.closeOnFlush();
    }

    // ---- out

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        if (leaving) {
            next.filterWrite(session, request);
            return;
        }
        try {
            ByteBuffer plain = ((IoBuffer) request.getMessage()).buf();
            ByteArrayOutputStream encrypted = new ByteArrayOutputStream(plain.remaining() + 64);
            boolean more = true;
            while (more && plain.hasRemaining()) {
                more = wrap(plain, encrypted).bytesProduced() > 0;
            }
            send(next, encrypted);
        } catch (SSLException e) {
            fail(next, e);
        }
    }

    /** Sends what the handshake, or its end, has to say: one flight, one write. */
    private boolean sendFlight(NextFilter next) throws SSLException {
        ByteArrayOutputStream flight = new ByteArrayOutputStream(2048);
        SSLEngineResult result;
        do {
            result = wrap(NOTHING, flight);
        } while (result.getStatus() == Status.OK && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        send(next, flight);
        return result.getStatus() == Status.OK;
    }

    private SSLEngineResult wrap(ByteBuffer plain, ByteArrayOutputStream records) throws SSLException {
        ByteBuffer record = loop.scratch(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(plain, record);
        Bytes.append(record, records);
        return result;
    }

    private void send(NextFilter next, ByteArrayOutputStream records) {
        if (records.size() > 0) {
            next.filterWrite(io, new DefaultWriteRequest(IoBuffer.wrap(records.toByteArray())));
        }
    }

    // ---- the end

    @Override
    public void sessionClosed(NextFilter next, IoSession session) throws Exception {
        next.sessionClosed(session);
        ended = true;
        if (!working) {
            engines.ended(engine);
        }
    }

    /** Says close_notify: nothing more comes from here. */
    void close() {
        closeOutbound();
        over = true;
    }

    /** Says close_notify, and what is written from now on is in the clear. */
    void leave() {
        closeOutbound();
        leaving = true;
    }

    private void closeOutbound() {
        if (working || engine.isOutboundDone()) {
            return; // a worker may be in the engine for long
        }
        engine.closeOutbound();
        try {
            sendFlight(io.getFilterChain().getNextFilter(this));
        } catch (SSLException e) {
            log.debug("No close_notify for {}: {}", peer, e.getMessage());
        }
    }
}
