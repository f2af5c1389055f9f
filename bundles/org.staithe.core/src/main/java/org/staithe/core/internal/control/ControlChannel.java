// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * A control connection as the rest of the core sees it: nothing of Apache's or MINA's.
 *
 * <p>Every method may be called by any thread and none blocks.
 */
public interface ControlChannel {

    InetSocketAddress peer();

    /** The address that the client connected to. */
    InetSocketAddress local();

    /**
     * Queues text for the client, in UTF-8 and in the order of the calls. During a TLS handshake it waits; after
     * {@link #finish} or the end it does nothing.
     */
    void write(String text);

    /**
     * Bytes that were written but are not yet taken by the system; grows when the client does not read. Beyond 64 KiB no
     * line is delivered until it has read some: a client cannot make the server remember more answers than that to
     * commands that are answered at once.
     */
    long unsent();

    /** Closes when everything that was written has been sent. No further line is delivered. */
    void finish();

    /** Closes now. */
    void abort();

    /**
     * Stops delivering lines, so that the client's own flow control holds it; what is read already is kept, one buffer
     * at most. At once if called while a line is delivered; another thread may still see one line come that was on its
     * way.
     */
    void suspend();

    /** Delivers lines again, those that are kept first; never within this call. */
    void resume();

    /**
     * Runs this as if it were in the delivery of a line, later: for what another thread may not do. It is run also when
     * the connection has ended.
     */
    void inTurn(Runnable action);

    /**
     * Begins with TLS: the client shakes hands before anything else. Only called while the connection is
     * {@linkplain ConnectionHandler#connected introduced}; what is written before {@link ControlEvents#secured} waits
     * for it.
     */
    void beginTls(TlsEngines engines);

    /**
     * Sends a last reply in the clear and goes on in TLS (RFC 4217 section 4). Only called while a line is delivered, or
     * {@link #inTurn}.
     *
     * <p>A client that has sent anything behind that line in the clear is an attacker's victim (STARTTLS injection):
     * the connection is closed and what it sent is never delivered.
     *
     * @param reply the text of the 234, with its line end
     * <p>What {@code engines} throws is thrown on; then nothing has been sent.
     *
     * @return false if the connection was closed instead
     */
    boolean startTls(String reply, TlsEngines engines);

    /**
     * Sends a last reply and close_notify in TLS and goes on in the clear ({@code CCC}, RFC 2228). Only called while a
     * line is delivered, or {@link #inTurn}.
     */
    void stopTls(String reply);

    /** The TLS session of this connection; empty in the clear or before the handshake is done. */
    Optional<SSLSession> tls();
}
