// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.control.TlsEngines;
import org.staithe.core.internal.dtp.DataProtection;
import org.staithe.core.internal.dtp.ProtectionRefusedException;
import org.staithe.core.internal.tls.TlsSettings.Resumption;
import org.staithe.session.Protection;

/**
 * The TLS of one session: tells which data connections belong to it.
 *
 * <p>A data connection belongs to the session if it resumes the TLS session of the control connection. JSSE does not
 * tell whether a handshake resumed, and with its stateless tickets nothing that is put into a session comes back; but
 * the name of the peer does. So the engine of a control connection names its peer, and that of a data connection does
 * not. (A control connection that itself resumed an older session has the name that this one had.)
 */
public final class SessionTls implements DataProtection {

    private final TlsEndpoint endpoint;
    private final ControlChannel control;
    private final Optional<String> host;
    private volatile String mark = ""; // known once the control connection's handshake is done; it outlives CCC

    private volatile Optional<SSLEngine> controlEngine = Optional.empty();

    private final LongAdder resumptions = new LongAdder();
    private final LongAdder connections = new LongAdder();

    /** What operators are told. */
    private record Agreed(String protocol, String cipherSuite, long dataConnections, long resumed)
            implements Protection {}

    /**
     * Makes one.
     *
     * @param host what the client has said by {@code HOST}: it chooses the certificate
     */
    public SessionTls(TlsEndpoint endpoint, ControlChannel control, Optional<String> host) {
        this.endpoint = endpoint;
        this.control = control;
        this.host = host;
    }

    /** Engines for the control connection. */
    public TlsEngines control() {
        return peer -> {
            SSLEngine engine = endpoint.control(host).engineFor(peer);
            controlEngine = Optional.of(engine);
            return engine;
        };
    }

    public TlsSettings settings() {
        return endpoint.settings();
    }

    /** What was agreed on for the control connection, and what its data connections made of it. */
    public Protection protection(SSLSession agreed) {
        return new Agreed(agreed.getProtocol(), agreed.getCipherSuite(), connections.sum(), resumptions.sum());
    }

    /** An engine for a data connection. */
    @Override
    public SSLEngine engineFor(InetSocketAddress peer) {
        return endpoint.dataEngine(host, controlEngine);
    }

    @Override
    public void shaken(SSLEngine engine) throws ProtectionRefusedException {
        control.tls().ifPresent(session -> mark = session.getPeerHost());
        boolean resumed =
                TlsEndpoint.isOfControl(mark) && mark.equals(engine.getSession().getPeerHost());
        connections.increment();
        if (resumed) {
            resumptions.increment();
        }
        endpoint.resumptions().count(control.peer().getAddress(), resumed);
        if (!resumed && settings().resumption() == Resumption.REQUIRE) {
            throw new ProtectionRefusedException(
                    "The data connection must resume the TLS session of the control connection.");
        }
    }
}
