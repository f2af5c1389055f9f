// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

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
import org.staithe.tls.TlsSession;

/** The TLS of one session: knows which data connections belong to it, by whether they resume its TLS session. */
public final class SessionTls implements TlsEngines, DataProtection {

    private final TlsEndpoint endpoint;
    private final ControlChannel control;
    private final Optional<String> host;
    private final TlsSession session;
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
        this.session = endpoint.session(control.peer());
    }

    public TlsSettings settings() {
        return endpoint.settings();
    }

    /** What was agreed on for the control connection, and what its data connections made of it. */
    public Protection protection(SSLSession agreed) {
        return new Agreed(agreed.getProtocol(), agreed.getCipherSuite(), connections.sum(), resumptions.sum());
    }

    @Override
    public SSLEngine controlEngine() {
        SSLEngine engine = session.controlEngine();
        endpoint.begin(engine, host);
        controlEngine = Optional.of(engine);
        return engine;
    }

    @Override
    public SSLEngine dataEngine() {
        SSLEngine engine = session.dataEngine();
        endpoint.begin(engine, host, controlEngine.orElseThrow());
        return engine;
    }

    @Override
    public void shaken(SSLEngine engine) throws ProtectionRefusedException {
        boolean resumed = session.resumed(engine);
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

    @Override
    public void ended(SSLEngine engine) {
        session.ended(engine);
    }
}
