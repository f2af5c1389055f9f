// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data connection within TLS 1.2 or 1.3 (RFC 4217).
 *
 * <p>What TLS 1.3 has to say after the handshake, session tickets above all, waits for the next write or the goodbye: a
 * client that uploads may never read, and its kernel answers unread data with a reset that costs the tail of the file.
 */
final class TlsConnection implements DataConnection {

    private static final Logger log = LoggerFactory.getLogger(TlsConnection.class);

    // Measured: what is encrypted and written at once should still be in the cache.
    private static final int BATCH = 256 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final DataSocket socket;
    private final SSLEngine engine;
    private final DataProtection protection;
    private final TlsSpace space;
    // Ready to be read: records as they came. Ready to be filled: records to be sent.
    private final ByteBuffer in;
    private final ByteBuffer out;
    private boolean hungry = true;
    private boolean midFlight; // part of the client's messages is here
    private boolean modern;
    private Sizes sizes = new Sizes(BATCH, DataThread.SMALL);

    /** Takes the socket over. */
    TlsConnection(DataSocket socket, SSLEngine engine, DataProtection protection, Buffers buffers) {
        this.socket = socket;
        this.engine = engine;
        this.protection = protection;
        this.space = new TlsSpace(buffers);
        this.in = space.in().limit(0);
        this.out = space.out();
    }

    /** Shakes hands. What does not belong to the handshake is left for later. */
    void shakeHands() throws IOException {
        try {
            engine.beginHandshake();
            ByteBuffer nothing = DataThread.current().small();
            while (shaking(nothing)) {
                nothing.clear();
            }
        } catch (SSLException e) {
            // The client learns by the alert what is wrong with it.
            sayGoodbye();
            throw e;
        }
        modern = engine.getSession().getProtocol().equals("TLSv1.3");
        sizes = new Sizes(BATCH, engine.getSession().getPacketBufferSize());
        if (!modern) {
            // In TLS 1.2 the server may have the last word of the handshake. In 1.3 the client has.
            flush();
        }
    }

    private boolean shaking(ByteBuffer nothing) throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> {
                wrap();
                midFlight = false;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                // Everything of ours must be on its way before we wait.
                flush();
                SSLEngineResult result = engine.unwrap(in, nothing);
                if (result.getStatus() == Status.CLOSED) {
                    throw new DataConnectionException("The client ended the TLS handshake.");
                } else if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                    awaitRestOfFlight();
                }
            }
            case FINISHED, NOT_HANDSHAKING -> {
                return false;
            }
        }
        return true;
    }

    /** A client in Java sends the end of its handshake in two packets. */
    private void awaitRestOfFlight() throws IOException {
        if (midFlight) {
            socket.acknowledge();
        }
        socket.awaitData();
        fetch(Duration.ZERO);
        midFlight = true;
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    @Override
    public void awaitData() throws DataConnectionException {
        if (hungry || !in.hasRemaining()) {
            socket.awaitData();
        }
    }

    @Override
    public int read(ByteBuffer into, Duration patience) throws DataConnectionException {
        while (true) {
            SSLEngineResult result = unwrap(into);
            if (result.bytesProduced() > 0) {
                return result.bytesProduced();
            }
            switch (result.getStatus()) {
                case CLOSED -> {
                    return -1;
                }
                case BUFFER_OVERFLOW -> throw new DataConnectionException("A TLS record that is too long.");
                case BUFFER_UNDERFLOW -> {
                    if (!fetch(patience)) {
                        return 0;
                    }
                }
                case OK -> {}
            }
        }
    }

    /** Gets more records; an end here is the end of the connection, but not of the file. */
    private boolean fetch(Duration patience) throws DataConnectionException {
        in.compact();
        int n = in.hasRemaining() ? socket.read(in, patience) : -1;
        in.flip();
        if (n < 0) {
            throw new DataConnectionException("The TLS connection ended without close_notify.");
        }
        hungry = n == 0;
        return n > 0;
    }

    private SSLEngineResult unwrap(ByteBuffer into) throws DataConnectionException {
        try {
            SSLEngineResult result = engine.unwrap(in, into);
            hungry = result.getStatus() == Status.BUFFER_UNDERFLOW;
            if (result.getStatus() != Status.CLOSED) {
                answer(result.getHandshakeStatus());
            }
            return result;
        } catch (SSLException e) {
            sayGoodbye();
            throw new DataConnectionException(e);
        }
    }

    /** Key updates. A client that wants to negotiate anew, which TLS 1.3 no longer knows, is refused. */
    private void answer(HandshakeStatus first) throws SSLException, DataConnectionException {
        for (HandshakeStatus status = first;
                status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
                status = engine.getHandshakeStatus()) {
            if (!modern) {
                throw new DataConnectionException("TLS renegotiation is refused.");
            } else if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else {
                wrap();
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Adds a record to what waits to be sent; false if the engine has none. */
    private boolean wrap(ByteBuffer from) throws SSLException, DataConnectionException {
        SSLEngineResult result = engine.wrap(from, out);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new DataConnectionException("Too much to say that is no data.");
        }
        return result.bytesProduced() > 0;
    }

    /** Adds what the engine needs to say next; it has said that there is something. */
    private void wrap() throws SSLException, DataConnectionException {
        if (!wrap(NOTHING)) {
            throw new DataConnectionException("TLS has nothing to say where it must.");
        }
    }

    private void wrapCloseNotify() throws SSLException, DataConnectionException {
        engine.closeOutbound();
        boolean more = true;
        while (more && !engine.isOutboundDone()) {
            more = wrap(NOTHING);
        }
    }

    @Override
    public void write(ByteBuffer from) throws DataConnectionException {
        try {
            int record = engine.getSession().getPacketBufferSize();
            while (from.hasRemaining()) {
                listen();
                while (from.hasRemaining() && out.remaining() >= record) {
                    if (!wrap(from)) {
                        throw new DataConnectionException("The TLS connection is closed.");
                    }
                }
                flush();
            }
        } catch (SSLException e) {
            throw new DataConnectionException(e);
        }
    }

    /** A key update that the client asks for must come before the next data. Nothing else is expected from it. */
    private void listen() throws DataConnectionException {
        if (!modern || engine.isInboundDone()) {
            return;
        }
        in.compact();
        int n = socket.read(in, Duration.ZERO);
        in.flip();
        if (n > 0) {
            ByteBuffer rubbish = ByteBuffer.allocate(sizes.grain());
            while (unwrap(rubbish.clear()).getStatus() == Status.OK && in.hasRemaining()) {
                // Discarded: a client that downloads has nothing to send.
            }
        }
    }

    private void flush() throws DataConnectionException {
        out.flip();
        try {
            socket.write(out);
        } finally {
            out.compact();
        }
    }

    @Override
    public void pause(long nanos) throws DataConnectionException {
        socket.pause(nanos);
    }

    @Override
    public void finishSending() throws DataConnectionException {
        try {
            wrapCloseNotify();
        } catch (SSLException e) {
            throw new DataConnectionException(e);
        }
        flush();
        // Not waited for the client's close_notify: many never send one.
        socket.finishSending();
    }

    @Override
    public void finishReceiving() {
        sayGoodbye();
    }

    /** Sends what waits and our last words, as far as the client still listens. */
    private void sayGoodbye() {
        try {
            wrapCloseNotify();
        } catch (IOException e) {
            log.debug("No close_notify", e);
        }
        socket.offer(out.flip());
        out.clear();
    }

    @Override
    public void close() {
        socket.close();
        space.close();
        protection.ended(engine);
    }
}
