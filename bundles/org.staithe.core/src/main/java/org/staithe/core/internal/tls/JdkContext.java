// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsSession;

/** The JDK's TLS: one context for control and data connections, so that the one can resume the other's session. */
final class JdkContext implements TlsContext {

    /**
     * Where data connections have to resume, a session can transfer for so long: the most that RFC 8446 section 4.6.1
     * allows a ticket, and for more the JDK gives none at all.
     */
    private static final Duration LONGEST_TICKET = Duration.ofDays(7);

    private final TlsParameters parameters;
    private final SSLContext context;

    JdkContext(TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        this.parameters = parameters;
        try {
            this.context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            context.getServerSessionContext().setSessionTimeout((int) LONGEST_TICKET.toSeconds());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a TLS context", e);
        }
    }

    SSLEngine controlEngine(String mark) {
        return engine(mark, parameters.controlProtocols());
    }

    SSLEngine dataEngine(String mark) {
        return engine(mark, parameters.dataProtocols());
    }

    @Override
    public TlsSession session(InetSocketAddress client) {
        return new JdkSession(this, client);
    }

    /**
     * Makes an engine.
     *
     * @param mark kept in the session as the name of its peer; it survives in tickets, so that whoever resumes the
     *     session has it again
     * @param protocols what a client that negotiates the protocol must offer one of
     */
    private SSLEngine engine(String mark, List<String> protocols) {
        SSLEngine engine = context.createSSLEngine(mark, 0);
        engine.setUseClientMode(false);
        SSLParameters wanted = engine.getSSLParameters();
        wanted.setProtocols(parameters.protocols().toArray(new String[0]));
        wanted.setCipherSuites(parameters.suites().toArray(new String[0]));
        wanted.setUseCipherSuitesOrder(true);
        NamedGroups.set(wanted, parameters.groups());
        switch (parameters.clientCertificate()) {
            case NEEDED -> wanted.setNeedClientAuth(true);
            case WANTED -> wanted.setWantClientAuth(true);
            case NONE -> {}
        }
        engine.setSSLParameters(wanted);
        // Null ends the handshake with no_application_protocol: a browser that was led here goes no further (ALPACA).
        engine.setHandshakeApplicationProtocolSelector((ignored, offered) ->
                protocols.stream().filter(offered::contains).findFirst().orElse(null));
        return engine;
    }
}
