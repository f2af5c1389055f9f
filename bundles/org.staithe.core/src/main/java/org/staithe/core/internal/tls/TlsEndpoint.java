// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.staithe.core.internal.control.TlsEngines;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

/**
 * The TLS of one listener: one context for control and data connections, so that the one can resume the other's
 * session. Keys and trust are asked of the plugins at each handshake. Safe for concurrent use.
 */
public final class TlsEndpoint {

    private static final List<String> CONTROL = List.of("ftp", "x-filezilla-ftp");
    private static final List<String> DATA = List.of("ftp-data", "ftp", "x-filezilla-ftp");

    /**
     * Where data connections have to resume, a session can transfer for so long: the most that RFC 8446 section 4.6.1
     * allows a ticket, and for more the JDK gives none at all.
     */
    private static final Duration LONGEST_TICKET = Duration.ofDays(7);

    private static final char HOST = '/';
    private static final int LONGEST_HOST = 180; // a ticket has room for a mark of 255 bytes, addresses included

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
            context.getServerSessionContext().setSessionTimeout((int) LONGEST_TICKET.toSeconds());
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
        return keys.ready();
    }

    /** What may be shown, each once. */
    public List<X509Certificate> certificates() {
        return keys.all().stream().map(TlsIdentity::certificate).distinct().toList();
    }

    /** What operators are told about the resumption of data connections. */
    public Resumptions resumptions() {
        return resumptions;
    }

    /**
     * Engines for control connections.
     *
     * @param host what the client has said by {@code HOST}
     */
    public TlsEngines control(Optional<String> host) {
        return peer -> engine(mark(peer) + hostMark(host), CONTROL);
    }

    /** An engine for a data connection: it shows what its control connection has shown, which some clients compare. */
    SSLEngine dataEngine(Optional<String> host, Optional<SSLEngine> control) {
        SSLEngine engine = engine(hostMark(host), DATA);
        control.ifPresent(other -> keys.showTheSame(engine, other));
        return engine;
    }

    /** Names the client of a control connection; no two that are open have the same. */
    private static String mark(InetSocketAddress peer) {
        return peer.getAddress().getHostAddress() + " " + peer.getPort();
    }

    private static String hostMark(Optional<String> host) {
        return host.filter(name -> name.length() <= LONGEST_HOST)
                .map(name -> HOST + name)
                .orElse("");
    }

    /** Whether a mark is that of a control connection: one that resumed a data connection's session has no own. */
    static boolean isOfControl(String mark) {
        return !mark.isEmpty() && mark.charAt(0) != HOST;
    }

    /** The name that the client of this engine has said by {@code HOST}. */
    static Optional<String> hostOf(SSLEngine engine) {
        String mark = engine.getPeerHost();
        int host = mark == null ? -1 : mark.indexOf(HOST);
        return host < 0
                ? Optional.empty()
                : Optional.of(mark.substring(host + 1).toLowerCase(Locale.ROOT));
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
