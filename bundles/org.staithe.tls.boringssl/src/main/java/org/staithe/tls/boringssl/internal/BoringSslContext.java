// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsSession;

/** The TLS of one listener. What it has outside of the heap goes when neither it nor any engine of it is used any more. */
final class BoringSslContext implements TlsContext {

    /** Nothing is kept in threads, which live longer than this bundle. */
    private static final ByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(true, true);

    private static final Duration LONGEST_TICKET = Duration.ofDays(7);
    private static final int IDENTITIES = 1024;

    private final Keys keys;
    private final SslContext context;
    private final TlsParameters parameters;
    private final AtomicLong sessions = new AtomicLong();

    BoringSslContext(TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust)
            throws SSLException {
        this.keys = new Keys(keys, Suites.of(parameters));
        this.parameters = parameters;
        SslContextBuilder builder = SslContextBuilder.forServer(
                        new OpenSslCachingX509KeyManagerFactory(new KeyManagerFactoryWrapper(this.keys), IDENTITIES))
                .sslProvider(SslProvider.OPENSSL)
                .trustManager(new Trust(trust))
                .protocols(parameters.protocols())
                .ciphers(parameters.suites())
                .clientAuth(
                        switch (parameters.clientCertificate()) {
                            case NEEDED -> ClientAuth.REQUIRE;
                            case WANTED -> ClientAuth.OPTIONAL;
                            case NONE -> ClientAuth.NONE;
                        })
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        Stream.concat(parameters.controlProtocols().stream(), parameters.dataProtocols().stream())
                                .distinct()
                                .toList()))
                .sessionTimeout(LONGEST_TICKET.toSeconds())
                .option(OpenSslContextOption.USE_TASKS, false);
        if (!parameters.groups().isEmpty()) {
            builder.option(OpenSslContextOption.GROUPS, parameters.groups().toArray(new String[0]));
        }
        context = builder.build();
    }

    @Override
    public TlsSession session(InetSocketAddress client) {
        return new BoringSslSession(this, sessions.incrementAndGet());
    }

    BoringSslEngine controlEngine(long session) {
        return engine(session, parameters.controlProtocols());
    }

    BoringSslEngine dataEngine(long session) {
        return engine(session, parameters.dataProtocols());
    }

    /**
     * Makes an engine.
     *
     * @param session engines of the same resume each other's sessions, and nobody else's: this becomes part of each
     *     session and ticket, and what has another is not resumed
     * @param protocols what a client that negotiates the protocol must offer one of
     */
    private synchronized BoringSslEngine engine(long session, List<String> protocols) {
        byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(session).array();
        if (!((OpenSslServerSessionContext) context.sessionContext()).setSessionIdContext(id)) {
            throw new IllegalStateException("BoringSSL takes no id of a session's context");
        }
        ReferenceCountedOpenSslEngine netty = (ReferenceCountedOpenSslEngine) context.newEngine(BUFFERS);
        BoringSslEngine engine = new BoringSslEngine(netty, protocols);
        keys.add(netty, engine);
        return engine;
    }
}
