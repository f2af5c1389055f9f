// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.Credulous;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsParameters.ClientCertificate;
import org.staithe.tls.TlsProvider;
import org.staithe.tls.TlsSession;

/** What every {@link TlsProvider} must do, with clients of the JDK. Extend it in the tests of a plugin. */
public abstract class TlsProviderContract {

    /** Suites that the JDK has for every kind of key. */
    protected static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private static final int ROOM = 64 * 1024;
    private static final int RECORD_HEADER = 5;

    private static final TlsIdentity EC = Certificates.selfSigned("CN=ec").identity();
    private static final TlsIdentity RSA =
            Certificates.selfSigned("CN=rsa").rsa().identity();

    private final ListedKeys keys = new ListedKeys(List.of(EC, RSA));
    private final AtomicInteger ports = new AtomicInteger(2000);

    /** The provider under test. */
    protected abstract TlsProvider provider() throws Exception;

    private record Sample(
            List<String> protocols, List<String> suites, List<String> groups, ClientCertificate clientCertificate)
            implements TlsParameters {

        @Override
        public List<String> controlProtocols() {
            return List.of("ftp");
        }

        @Override
        public List<String> dataProtocols() {
            return List.of("ftp-data", "ftp");
        }
    }

    /** Parameters for both versions. */
    protected static TlsParameters parameters(List<String> suites, List<String> groups) {
        return new Sample(List.of("TLSv1.3", "TLSv1.2"), suites, groups, ClientCertificate.NONE);
    }

    /** The keys of a server. */
    protected static X509ExtendedKeyManager keys(TlsIdentity... identities) {
        return new ListedKeys(List.of(identities));
    }

    /** Believes clients with this subject. */
    protected static X509ExtendedTrustManager believing(String subject) {
        return new Judge(subject);
    }

    private TlsSession session() throws Exception {
        return session(parameters(SUITES, List.of()));
    }

    private TlsSession session(TlsParameters parameters) throws Exception {
        return provider()
                .context(parameters, keys, believing("CN=friend"))
                .orElseThrow()
                .session(client(ports.incrementAndGet()));
    }

    private static InetSocketAddress client(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static SSLContext client(TlsIdentity... own) throws Exception {
        SSLContext client = SSLContext.getInstance("TLS");
        KeyManager[] keys = own.length == 0 ? null : new KeyManager[] {keys(own)};
        client.init(keys, new TrustManager[] {new Credulous()}, new SecureRandom());
        return client;
    }

    /** Engines of the same context look for sessions to resume by this name. */
    private static SSLEngine engine(SSLContext client, String version, String... applicationProtocols) {
        SSLEngine engine = client.createSSLEngine("127.0.0.1", 21);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setApplicationProtocols(applicationProtocols);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void bothSidesTalkAndSayGoodbye(String version) throws Exception {
        SSLEngine engine = session().controlEngine();
        TlsTalk talk = new TlsTalk(engine(client(), version), engine).shakeHands();
        assertThat(engine.getSession().getProtocol()).isEqualTo(version);
        assertThat(engine.getSession().getCipherSuite()).startsWith("TLS_");
        assertThat(talk.client.getSession().getPeerCertificates()).containsExactly(EC.certificate());
        assertThat(keys.asking).isNotEmpty().allMatch(asked -> asked == engine);
        talk.serverSays("220 Ready.");
        assertThat(talk.clientHears()).isEqualTo("220 Ready.");
        talk.clientSays("QUIT");
        assertThat(talk.serverHears()).isEqualTo("QUIT");
        talk.serverCloses();
        assertThat(talk.clientHears()).isEmpty();
        assertThat(talk.client.isInboundDone()).isTrue();
        talk.clientCloses();
        assertThat(talk.serverHears()).isEmpty();
        assertThat(engine.isInboundDone()).isTrue();
    }

    /** As with an upload: what comes in one packet with the end of the handshake is not lost. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void whatComesRightBehindTheHandshakeIsHeard(String version) throws Exception {
        TlsSession session = session();
        SSLContext client = client();
        greeted(client, version, session);
        TlsTalk data = new TlsTalk(engine(client, version), session.dataEngine()).shakeHands("the file");
        assertThat(data.serverHears()).isEqualTo("the file");
    }

    /** With the greeting of TLS 1.3 comes the ticket. */
    private static void greeted(SSLContext client, String version, TlsSession session) throws SSLException {
        TlsTalk control = new TlsTalk(engine(client, version), session.controlEngine()).shakeHands();
        control.serverSays("220 Ready.");
        assertThat(control.clientHears()).isEqualTo("220 Ready.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void dataConnectionsResumeTheSessionOfTheirControlConnectionAndNoOther(String version) throws Exception {
        TlsSession session = session();
        SSLContext client = client();
        greeted(client, version, session);
        for (int i = 0; i < 5; i++) {
            SSLEngine engine = session.dataEngine();
            TlsTalk data = new TlsTalk(engine(client, version), engine).shakeHands();
            assertThat(session.resumed(engine)).isTrue();
            data.serverSays("some data");
            assertThat(data.clientHears()).isEqualTo("some data"); // with them comes the next ticket
        }
        TlsSession another = session();
        greeted(client(), version, another);
        SSLEngine stranger = another.dataEngine();
        new TlsTalk(engine(client, version), stranger).shakeHands();
        assertThat(another.resumed(stranger)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void aClientThatSpeaksOnlyOtherProtocolsIsToldSo(String version) throws Exception {
        for (String[] others : new String[][] {{"h2", "http/1.1"}, {"ftp-data"}}) {
            TlsTalk browser =
                    new TlsTalk(engine(client(), version, others), session().controlEngine());
            assertThatThrownBy(browser::shakeHands).isInstanceOf(SSLHandshakeException.class);
            browser.serverCloses();
            assertThatThrownBy(browser::clientGoesOn).hasMessageContaining("no_application_protocol");
        }
        TlsTalk control =
                new TlsTalk(engine(client(), version, "h2", "ftp"), session().controlEngine());
        assertThat(control.shakeHands().client.getApplicationProtocol()).isEqualTo("ftp");
        assertThat(control.server.getApplicationProtocol()).isEqualTo("ftp");
        TlsTalk data =
                new TlsTalk(engine(client(), version, "ftp-data"), session().dataEngine());
        assertThat(data.shakeHands().client.getApplicationProtocol()).isEqualTo("ftp-data");
    }

    /** As who is in between could do it with that of a browser: the records are not part of what is signed. */
    @Test
    public void aHelloInTwoRecordsHidesNoProtocol() throws Exception {
        SSLEngine browser = engine(client(), "TLSv1.3", "h2");
        ByteBuffer hello = ByteBuffer.allocate(ROOM);
        browser.wrap(ByteBuffer.allocate(0), hello);
        hello.flip();
        int length = hello.remaining() - RECORD_HEADER;
        int half = length / 2;
        ByteBuffer split = ByteBuffer.allocate(ROOM);
        for (int[] part : new int[][] {{0, half}, {half, length - half}}) {
            split.put(hello.slice(0, RECORD_HEADER - 2)).putShort((short) part[1]);
            split.put(hello.slice(RECORD_HEADER + part[0], part[1]));
        }
        SSLEngine engine = session().controlEngine();
        engine.beginHandshake();
        assertThatThrownBy(() -> hears(engine, split.flip())).isInstanceOf(SSLException.class);
    }

    /** As after {@code CCC}: the server has said goodbye, and what the client still says in TLS is heard. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void whoHasSaidGoodbyeStillListens(String version) throws Exception {
        TlsTalk talk = new TlsTalk(engine(client(), version), session().controlEngine()).shakeHands();
        talk.serverCloses();
        talk.clientSays("NOOP");
        assertThat(talk.serverHears()).isEqualTo("NOOP");
        talk.clientCloses();
        ByteBuffer half = talk.toServer.duplicate().limit(talk.toServer.limit() - 3);
        assertThat(talk.server.unwrap(half, ByteBuffer.allocate(ROOM)).getStatus())
                .isEqualTo(Status.BUFFER_UNDERFLOW);
        assertThat(talk.server.isInboundDone()).isFalse();
        assertThat(talk.serverHears()).isEmpty();
        assertThat(talk.server.isInboundDone()).isTrue();
    }

    @Test
    public void whatIsNoTlsIsRefused() throws Exception {
        for (String line : new String[] {"GET / HTTP/1.1\r\n\r\n", "NOOP\r\n", "\26\3\1\0\5\1\0\0\1\0"}) {
            SSLEngine engine = session().controlEngine();
            ByteBuffer in = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
            engine.beginHandshake();
            assertThatThrownBy(() -> hears(engine, in)).as(line).isInstanceOf(SSLException.class);
        }
    }

    private static void hears(SSLEngine engine, ByteBuffer in) throws SSLException {
        Status status = Status.OK;
        while (status == Status.OK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            status = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    ? engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(ROOM))
                            .getStatus()
                    : engine.unwrap(in, ByteBuffer.allocate(ROOM)).getStatus();
        }
    }

    @Test
    public void aClientThatCanVerifyOnlyRsaGetsTheRsaKey() throws Exception {
        SSLEngine client = engine(client(), "TLSv1.2");
        client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
        TlsTalk talk = new TlsTalk(client, session().controlEngine()).shakeHands();
        assertThat(talk.client.getSession().getPeerCertificates()).containsExactly(RSA.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    public void clientsShowCertificatesThatAreJudged(String version) throws Exception {
        TlsParameters strict = new Sample(List.of(version), SUITES, List.of(), ClientCertificate.NEEDED);
        TlsIdentity friend = Certificates.selfSigned("CN=friend").identity();
        SSLEngine engine = session(strict).controlEngine();
        new TlsTalk(engine(client(friend), version), engine).shakeHands();
        assertThat(engine.getSession().getPeerCertificates()).containsExactly(friend.certificate());
        TlsIdentity foe = Certificates.selfSigned("CN=foe").identity();
        for (SSLContext client : List.of(client(foe), client())) {
            TlsTalk talk = new TlsTalk(engine(client, version), session(strict).controlEngine());
            assertThatThrownBy(talk::shakeHands).isInstanceOf(SSLException.class);
        }
    }

    @Test
    public void anEngineMayEndMoreThanOnce() throws Exception {
        TlsSession session = session();
        SSLEngine engine = session.dataEngine();
        new TlsTalk(engine(client(), "TLSv1.3"), engine).shakeHands();
        session.ended(engine);
        session.ended(engine);
        assertThat(session.resumed(engine)).isFalse();
        engine.closeOutbound();
    }
}
