// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Authenticator;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Transfer;
import org.staithe.data.PassivePortPolicy;
import org.staithe.filesystem.Pathname;
import org.staithe.session.ServerStatus.Breaker;
import org.staithe.testkit.client.Credulous;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.tls.Certificates;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsProvider;
import org.staithe.tls.TlsSession;

/** A plugin that has the certificates and hangs, in the middle of handshakes. */
class HungTlsTest extends BadPluginScene {

    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final TlsIdentity identity =
            Certificates.selfSigned("CN=127.0.0.1").names("127.0.0.1").identity();
    private volatile String hangingFor = "";

    @BeforeEach
    void offerCertificate() {
        offer(Authenticator.class, credentials -> new Verdict.Accepted(credentials.userName()));
        offer(UserStore.class, name -> Optional.of(User.named(name).build()));
        offer(PassivePortPolicy.class, request -> onLoopback());
        transferring("SAY", exchange -> new Transfer.Text("Go on.", Pathname.ROOT, Stream.of("something")));
        offer(TlsMaterial.class, (forListener, name) -> {
            if (forListener.equals(hangingFor)) {
                hang();
            }
            return List.of(identity);
        });
    }

    private Future<ScriptedClient> shakesHands(InetSocketAddress address) {
        return others.submit(() -> {
            ScriptedClient client = ScriptedClient.connect(address);
            clients.add(client);
            return client.speaksTls().expects(220);
        });
    }

    @Test
    void aHandshakeThatHangsIsGivenUpAndThoseOfOtherListenersAreDoneMeanwhile() throws Exception {
        Duration deadline = Duration.ofSeconds(5);
        server.modified(
                settings(Map.of("workers", 64, "call.seconds", (int) deadline.toSeconds(), "breaker.failures", 1000)));
        Listener slow = new Listener(
                server, Settings.of(ListenerConfig.class, Map.of("port", 0, "name", "slow", "tls.implicit", true)));
        try {
            hangingFor = "slow";
            InetSocketAddress address = server.status().listeners().get(1).address();
            List<Future<ScriptedClient>> victims = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) { // all that there are for handshakes
                victims.add(shakesHands(address));
            }
            until(() -> hanging.get() == THREADS);
            ScriptedClient other = connect();
            assertThat(took(() -> other.startsTls().says("NOOP").gets(200))).isLessThan(deadline.minusSeconds(1));
            for (Future<ScriptedClient> victim : victims) {
                assertThatThrownBy(() -> victim.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(IOException.class);
            }
            assertThat(plugin("TlsMaterial").hung())
                    .hasSize(THREADS)
                    .allSatisfy(call -> assertThat(call.stack().toString()).contains("BadPluginScene.hang"));
            assertThat(other.says("NOOP").gets(200).tlsSession().isValid()).isTrue();
            hangingFor = "";
            released.countDown();
            shakesHands(address).get(10, TimeUnit.SECONDS);
            until(() -> plugin("TlsMaterial").hung().isEmpty());
        } finally {
            slow.stop();
        }
    }

    /** To free it would wait for the worker: it would stop a selector, and all sessions of it. */
    @Test
    void anEngineIsLeftAloneWhileAHandshakeHangsInIt() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        offer(TlsProvider.class, new CountingProvider(ended));
        Listener slow = new Listener(
                server, Settings.of(ListenerConfig.class, Map.of("port", 0, "name", "slow", "tls.implicit", true)));
        try {
            InetSocketAddress address = server.status().listeners().get(1).address();
            shakesHands(address).get(10, TimeUnit.SECONDS).close(); // by the JDK, to which all keys are known
            shakesHands(address).get(10, TimeUnit.SECONDS).close();
            until(() -> ended.get() == 1);
            hangingFor = "slow";
            Future<ScriptedClient> victim = shakesHands(address);
            until(() -> hanging.get() == 1);
            clients.get(clients.size() - 1).close();
            assertThatThrownBy(() -> victim.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            until(() -> server.sessionsOf("slow") == 0);
            assertThat(ended).hasValue(1);
            released.countDown();
            until(() -> ended.get() == 2);
        } finally {
            slow.stop();
        }
    }

    /** The JDK's TLS, in which it is counted how many engines have ended. */
    private record CountingProvider(AtomicInteger ended) implements TlsProvider {

        @Override
        public Optional<TlsContext> context(
                TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
                return Optional.of(client -> new CountingSession(context, ended));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean knows(PrivateKey key) {
            return true;
        }
    }

    private record CountingSession(SSLContext context, AtomicInteger ended) implements TlsSession {

        @Override
        public SSLEngine controlEngine() {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        }

        @Override
        public SSLEngine dataEngine() {
            return controlEngine();
        }

        @Override
        public boolean resumed(SSLEngine dataEngine) {
            return false;
        }

        @Override
        public void ended(SSLEngine engine) {
            ended.incrementAndGet();
        }
    }

    @Test
    void whoAsksForTlsMeanwhileIsAnsweredAndNobodyElseWaits() throws Exception {
        ScriptedClient other = connect();
        hangingFor = "default";
        ScriptedClient client = connect().says("AUTH TLS");
        until(() -> hanging.get() == 1);
        assertThat(took(() -> other.says("NOOP").gets(200).says("SYST").gets(215)))
                .isLessThan(AT_ONCE);
        client.gets(431).says("NOOP").gets(200);
    }

    /** What its control connection has shown is shown again, whoever hangs now. */
    @Test
    void aDataConnectionOfALiveSessionNeedsNoPlugin() throws Exception {
        ScriptedClient secure = connect().startsTls().logsIn("ann", "x");
        secure.says("PBSZ 0").gets(200).says("PROT P").gets(200);
        Socket socket = secure.opensData().socket();
        hangingFor = "default";
        secure.says("SAY").gets(150);
        SSLContext trusting = SSLContext.getInstance("TLS"); // not the one that could resume a session
        trusting.init(null, new TrustManager[] {new Credulous()}, null);
        try (SSLSocket secured =
                (SSLSocket) trusting.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
            assertThat(new String(secured.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("something");
            assertThat(secured.getSession().getPeerCertificates()).containsExactly(identity.certificate());
        }
        secure.gets(226);
        assertThat(hanging.get()).isZero();
    }

    @Test
    void whileItIsLeftAloneItsLastCertificateIsShown() throws Exception {
        server.modified(settings(Map.of("breaker.seconds", 60)));
        connect().startsTls();
        hangingFor = "default";
        for (int i = 0; i < 2; i++) {
            connect().says("AUTH TLS").gets(431);
        }
        assertThat(plugin("TlsMaterial").breaker()).isEqualTo(Breaker.OPEN);
        ScriptedClient client = connect().startsTls();
        assertThat(client.tlsSession().getPeerCertificates()).containsExactly(identity.certificate());
        assertThat(client.says("FEAT").gets(211).reply().lines()).contains(" AUTH TLS;TLS-C;SSL;TLS-P");
    }
}
