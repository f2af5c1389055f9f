// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Netty's engine, which goes on without a protocol when a client offers only others than ours: this one refuses it, as
 * RFC 7301 section 3.2 wants it, so that a browser that was led here goes no further (ALPACA). A ClientHello that is
 * spread over several records is refused, too: who is in between could have spread it. All else is Netty's.
 */
final class BoringSslEngine extends SSLEngine {

    /** Fatal alerts, each in a record of its own (RFC 8446 section 6). */
    private static final byte[] NO_APPLICATION_PROTOCOL = {21, 3, 3, 0, 2, 2, 120};

    private static final byte[] DECODE_ERROR = {21, 3, 3, 0, 2, 2, 50};

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private enum Hello {
        AWAITED,
        ACCEPTED,
        REFUSED,
        TOLD
    }

    private final ReferenceCountedOpenSslEngine netty;
    private final List<String> protocols;
    // These are guarded by this.
    private Hello hello = Hello.AWAITED;
    private boolean shaken;
    private boolean owing;
    private volatile Optional<ClientHello> client = Optional.empty();

    BoringSslEngine(ReferenceCountedOpenSslEngine netty, List<String> protocols) {
        this.netty = netty;
        this.protocols = protocols;
    }

    /** What the client has offered; empty if that could not be read, or not yet. */
    Optional<ClientHello> client() {
        return client;
    }

    /** Whether the handshake has resumed a session. */
    boolean resumed() {
        synchronized (netty) { // else the pointer may be freed meanwhile
            long ssl = netty.sslPointer();
            return ssl != 0 && SSL.isSessionReused(ssl);
        }
    }

    /** Frees what is not of the heap. */
    void free() {
        if (netty.refCnt() > 0) {
            netty.release();
        }
    }

    @Override
    public synchronized SSLEngineResult unwrap(ByteBuffer src, ByteBuffer dst) throws SSLException {
        look(src);
        return seeTheEnd(netty.unwrap(src, dst));
    }

    @Override
    public synchronized SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length)
            throws SSLException {
        look(src);
        return seeTheEnd(netty.unwrap(src, dsts, offset, length));
    }

    /** Netty sees that the handshake has finished only with the next record, which may be data already. */
    private SSLEngineResult seeTheEnd(SSLEngineResult first) throws SSLException {
        if (first.getStatus() == Status.CLOSED && !netty.isInboundDone()) {
            // Netty calls it the end of both directions when only ours has ended; the client may still talk.
            Status status = first.bytesConsumed() > 0 ? Status.OK : Status.BUFFER_UNDERFLOW;
            return new SSLEngineResult(
                    status, HandshakeStatus.NOT_HANDSHAKING, first.bytesConsumed(), first.bytesProduced());
        }
        if (!shaken && first.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP && first.bytesConsumed() > 0) {
            SSLEngineResult next = netty.unwrap(NOTHING, NOTHING.duplicate());
            Status status = next.getStatus() == Status.BUFFER_UNDERFLOW ? Status.OK : next.getStatus();
            return noted(new SSLEngineResult(status, next.getHandshakeStatus(), first.bytesConsumed(), 0));
        }
        return noted(first);
    }

    private SSLEngineResult noted(SSLEngineResult result) {
        shaken |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        owing = shaken && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
        return result;
    }

    private void look(ByteBuffer src) throws SSLException {
        if (hello == Hello.AWAITED && ClientHello.isHere(src)) {
            client = ClientHello.of(src);
            hello = client.filter(this::fits).isPresent() ? Hello.ACCEPTED : Hello.REFUSED;
        }
        if (hello == Hello.REFUSED || hello == Hello.TOLD) {
            throw new SSLHandshakeException(
                    client.isPresent()
                            ? "The client speaks only other protocols than FTP"
                            : "The first record of the client holds no whole ClientHello");
        }
    }

    private boolean fits(ClientHello offer) {
        return offer.protocols().isEmpty() || offer.protocols().stream().anyMatch(protocols::contains);
    }

    @Override
    public synchronized SSLEngineResult wrap(ByteBuffer src, ByteBuffer dst) throws SSLException {
        return noted(hello == Hello.REFUSED ? refuse(dst) : netty.wrap(src, dst));
    }

    @Override
    public synchronized SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst)
            throws SSLException {
        return noted(hello == Hello.REFUSED ? refuse(dst) : netty.wrap(srcs, offset, length, dst));
    }

    private SSLEngineResult refuse(ByteBuffer dst) {
        byte[] alert = client.isPresent() ? NO_APPLICATION_PROTOCOL : DECODE_ERROR;
        dst.put(alert);
        hello = Hello.TOLD;
        netty.closeOutbound();
        return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, alert.length);
    }

    @Override
    public synchronized HandshakeStatus getHandshakeStatus() {
        // Netty forgets that it has something to say when the handshake is over: the answer to a key update, an alert.
        return owing || hello == Hello.REFUSED ? HandshakeStatus.NEED_WRAP : netty.getHandshakeStatus();
    }

    @Override
    public synchronized void closeOutbound() {
        if (hello != Hello.REFUSED) {
            netty.closeOutbound();
        }
    }

    @Override
    public synchronized boolean isOutboundDone() {
        return hello != Hello.REFUSED && netty.isOutboundDone();
    }

    @Override
    public void closeInbound() throws SSLException {
        netty.closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return netty.isInboundDone();
    }

    @Override
    public void beginHandshake() throws SSLException {
        netty.beginHandshake();
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        return netty.getDelegatedTask();
    }

    @Override
    public SSLSession getSession() {
        return netty.getSession();
    }

    @Override
    public @Nullable SSLSession getHandshakeSession() {
        return netty.getHandshakeSession();
    }

    @Override
    public String getApplicationProtocol() {
        return netty.getApplicationProtocol();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return netty.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return netty.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        netty.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return netty.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return netty.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] versions) {
        netty.setEnabledProtocols(versions);
    }

    @Override
    public void setUseClientMode(boolean mode) {
        netty.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return netty.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        netty.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return netty.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        netty.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return netty.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        netty.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return netty.getEnableSessionCreation();
    }
}
