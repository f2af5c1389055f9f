// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.staithe.core.internal.control.TlsEngines;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsMaterial;

/**
 * The TLS of one listener: one context for control and data connections, so that the one can resume the other's
 * session. Keys and trust are asked of the plugins at each handshake. Safe for concurrent use.
 */
public final class TlsEndpoint {

    private static final List<String> CONTROL = List.of("ftp", "x-filezilla-ftp");
    private static final List<String> DATA = List.of("ftp-data", "ftp", "x-filezilla-ftp");

    private final TlsSettings settings;
    private final LiveKeys keys;
    private final SSLContext context;
    private final Resumptions resumptions = new Resumptions();

    public TlsEndpoint(TlsSettings settings, Whiteboard<TlsMaterial> materials, String listener) {
        this.settings = settings;
        this.keys = new LiveKeys(materials, listener);
        try {
            this.context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {new LiveTrust(materials, listener)}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a TLS context", e);
        }
        NamedGroups.check(settings.groups());
    }

    public TlsSettings settings() {
        return settings;
    }

    /** Whether there is a certificate to show. */
    public boolean ready() {
        return !keys.identities(Optional.empty()).isEmpty();
    }

    /** What operators are told about the resumption of data connections. */
    public Resumptions resumptions() {
        return resumptions;
    }

    /** Engines for control connections. */
    public TlsEngines control() {
        return peer -> engine(mark(peer), CONTROL);
    }

    /** An engine for a data connection. */
    SSLEngine dataEngine() {
        return engine("", DATA);
    }

    /** Names the client of a control connection; no two that are open have the same. */
    private static String mark(InetSocketAddress peer) {
        return peer.getAddress().getHostAddress() + " " + peer.getPort();
    }

    /**
     * Makes an engine.
     *
     * @param mark kept in the session as the name of its peer; it survives in tickets, so that whoever resumes the
     *     session has it again
     * @param protocols what a client that negotiates the protocol (ALPN, RFC 7301) must offer one of
     */
    private SSLEngine engine(String mark, List<String> protocols) {
        SSLEngine engine = context.createSSLEngine(mark, 0);
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(new String[0]));
        parameters.setCipherSuites(settings.suites().toArray(new String[0]));
        parameters.setUseCipherSuitesOrder(true);
        NamedGroups.set(parameters, settings.groups());
        switch (settings.clientCertificate()) {
            case NEEDED -> parameters.setNeedClientAuth(true);
            case WANTED -> parameters.setWantClientAuth(true);
            case NONE -> {}
        }
        engine.setSSLParameters(parameters);
        // Null ends the handshake with no_application_protocol: a browser that was led here goes no further (ALPACA).
        engine.setHandshakeApplicationProtocolSelector((ignored, offered) ->
                protocols.stream().filter(offered::contains).findFirst().orElse(null));
        return engine;
    }
}
