// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static SSLContext context;

    private final ControlPlane plane = new ControlPlane(1, 2);
    private final Sessions sessions = new Sessions(TlsTest::answer);

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        context = TestKeys.context(folder);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static void answer(ControlChannel channel, String line) {
        switch (line) {
            case "AUTH TLS" -> channel.startTls("234 Go.\r\n", TestKeys.engines(context));
            case "CCC" -> channel.stopTls("200 Clear.\r\n");
            case "QUIT" -> {
                channel.write("221 Bye.\r\n");
                channel.finish();
            }
            default -> channel.write("200 " + line + "\r\n");
        }
    }

    private InetSocketAddress explicit() throws IOException {
        return plane.listen(ANY_PORT, 50, sessions).address();
    }

    private InetSocketAddress implicit() throws IOException {
        return implicit(sessions, TestKeys.engines(context)).address();
    }

    private ControlListener implicit(Sessions told, TlsEngines engines) throws IOException {
        return plane.listen(ANY_PORT, 50, channel -> {
            channel.beginTls(engines);
            return told.connected(channel);
        });
    }

    private static SSLSocket secured(Client client, String protocol) throws IOException {
        client.hears("220 Ready.").says("AUTH TLS\r\n").hears("234 Go.");
        return client.startsTls(context, protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aConversationGoesOnInTls(String protocol) throws Exception {
        try (Client client = new Client(explicit())) {
            secured(client, protocol);
            Recorded session = sessions.next();
            assertThat(session.secured.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(session.channel.tls()).map(SSLSession::getProtocol).contains(protocol);
            client.says("NOOP\r\nSYST\r\n").hears("200 NOOP").hears("200 SYST");
            client.says("QUIT\r\n").hears("221 Bye.");
            // Without a close_notify this would be an exception.
            assertThat(client.line()).isNull();
            session.awaitEnd();
            assertThat(session.told).containsExactly("AUTH TLS", "NOOP", "SYST", "QUIT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anImplicitListenerGreetsInTls(String protocol) throws Exception {
        try (Client client = new Client(implicit())) {
            Recorded session = sessions.next();
            assertThat(session.channel.tls()).isEmpty();
            client.startsTls(context, protocol);
            client.hears("220 Ready.").says("NOOP\r\n").hears("200 NOOP");
            assertThat(session.secured.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void linesInTlsComeInOrderWhenEachIsAnsweredByAnotherThread() throws Exception {
        Sessions slow = new Sessions((channel, line) -> {
            channel.suspend();
            new Thread(() -> {
                        channel.write("200 " + line + "\r\n");
                        channel.resume();
                    })
                    .start();
        });
        InetSocketAddress server = implicit(slow, TestKeys.engines(context)).address();
        try (Client client = new Client(server)) {
            client.startsTls(context, "TLSv1.3");
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 2_000; i++) {
                all.append(i).append("\r\n");
            }
            client.says(all.toString()).hears("220 Ready.");
            for (int i = 0; i < 2_000; i++) {
                client.hears("200 " + i);
            }
        }
    }

    @Test
    void muchIsWrittenInTlsWholeAndInOrder() throws Exception {
        try (Client client = new Client(explicit())) {
            secured(client, "TLSv1.3");
            ControlChannel channel = sessions.next().channel;
            for (int i = 0; i < 100_000; i++) {
                channel.write(i + "\r\n");
            }
            for (int i = 0; i < 100_000; i++) {
                client.hears(Integer.toString(i));
            }
            ControlConnectionTest.await(() -> channel.unsent() == 0);
        }
    }

    @Test
    void commandsBehindAuthInTheClearAreNeverDelivered() throws Exception {
        InetSocketAddress server = explicit();
        for (int i = 0; i < 100; i++) {
            try (Client client = new Client(server)) {
                client.hears("220 Ready.");
                if (i % 2 == 0) {
                    client.says("AUTH TLS\r\nNOOP\r\n");
                } else {
                    client.says("AUTH TLS\r\n").says("NOOP\r\n");
                }
                Recorded session = sessions.next();
                session.awaitEnd();
                assertThat(session.told).containsExactly("AUTH TLS");
                assertThat(session.secured.getCount()).isEqualTo(1);
            }
        }
    }

    /** As when a worker has carried out AUTH, and meanwhile a part of a line has come. */
    @Test
    void notEvenTheBeginningOfALineGetsIntoTls() throws Exception {
        CountDownLatch partCame = new CountDownLatch(1);
        Sessions late = new Sessions((channel, line) -> new Thread(() -> {
                    if (line.equals("AUTH TLS")) {
                        channel.inTurn(() -> channel.startTls("234 Go.\r\n", TestKeys.engines(context)));
                    } else {
                        channel.inTurn(partCame::countDown);
                    }
                })
                .start());
        InetSocketAddress server = plane.listen(ANY_PORT, 50, late).address();
        try (Client client = new Client(server)) {
            secured(client, "TLSv1.3");
        }
        late.next().awaitEnd();
        try (Client client = new Client(server)) {
            client.hears("220 Ready.").says("NOOP\r\nSITE KI");
            assertThat(partCame.await(10, TimeUnit.SECONDS)).isTrue();
            Recorded session = late.next();
            session.channel.inTurn(() -> session.channel.startTls("234 Go.\r\n", TestKeys.engines(context)));
            session.awaitEnd();
            assertThat(session.secured.getCount()).isEqualTo(1);
        }
    }

    @Test
    void nobodyHearsAWordInTheClearOnAnImplicitListener() throws Exception {
        try (Client client = new Client(implicit())) {
            client.says("USER ann\r\nPASS secret\r\n");
            InputStream in = client.socket().getInputStream();
            byte[] heard = in.readAllBytes();
            assertThat(new String(heard, StandardCharsets.ISO_8859_1)).doesNotContainPattern("[0-9]{3} ");
        }
        Recorded session = sessions.next();
        session.awaitEnd();
        assertThat(session.told).isEmpty();
    }

    @Test
    void aCommandRightBehindAClientCertificateIsAnswered() throws Exception {
        TlsEngines wanting = () -> {
            SSLEngine engine = TestKeys.engines(context).controlEngine();
            engine.setNeedClientAuth(true);
            return engine;
        };
        InetSocketAddress server = implicit(sessions, wanting).address();
        try (Client client = new Client(server)) {
            client.startsTls(context, "TLSv1.3");
            client.says("NOOP\r\n").hears("220 Ready.").hears("200 NOOP");
            Optional<SSLSession> tls = sessions.next().channel.tls();
            assertThat(tls).isPresent();
            assertThat(tls.orElseThrow().getPeerCertificates()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theClientsCloseNotifyEndsTheConnection(String protocol) throws Exception {
        try (Client client = new Client(explicit())) {
            SSLSocket tls = secured(client, protocol);
            client.says("NOOP\r\n").hears("200 NOOP");
            tls.shutdownOutput();
            sessions.next().awaitEnd();
        }
    }

    @Test
    void aRenegotiationIsRefused() throws Exception {
        try (Client client = new Client(explicit())) {
            SSLSocket tls = secured(client, "TLSv1.2");
            client.says("NOOP\r\n").hears("200 NOOP");
            assertThatThrownBy(() -> {
                        tls.startHandshake();
                        client.says("NOOP\r\n").hears("200 NOOP");
                    })
                    .isInstanceOf(IOException.class);
            sessions.next().awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void afterCccTheConversationGoesOnInTheClear(String protocol) throws Exception {
        try (Client client = new Client(explicit())) {
            secured(client, protocol);
            client.says("NOOP\r\n").hears("200 NOOP").says("CCC\r\n").hears("200 Clear.");
            assertThat(client.line()).isNull();
            client.dropsTls();
            client.says("NOOP\r\n").hears("200 NOOP").says("SYST\r\n").hears("200 SYST");
            Recorded session = sessions.next();
            assertThat(session.channel.tls()).isEmpty();
            client.says("AUTH TLS\r\n").hears("234 Go.");
            client.startsTls(context, protocol);
            client.says("NOOP\r\n").hears("200 NOOP");
        }
    }

    @Test
    void aClientMayGoOnInTheClearWithoutACloseNotify() throws Exception {
        try (Client client = new Client(explicit())) {
            secured(client, "TLSv1.2");
            client.says("CCC\r\n").hears("200 Clear.");
            assertThat(client.line()).isNull();
            client.plain().getOutputStream().write("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] heard = client.plain().getInputStream().readNBytes(10);
            assertThat(new String(heard, StandardCharsets.US_ASCII)).isEqualTo("200 NOOP\r\n");
        }
    }

    @Test
    void handshakesThatAreGivenUpLeaveNothing() throws Exception {
        ControlListener listener = implicit(sessions, TestKeys.engines(context));
        byte[] hello = clientHello();
        for (int i = 0; i < 300; i++) {
            try (Client client = new Client(listener.address())) {
                switch (i % 4) {
                    case 0 -> client.socket().getOutputStream().write(hello);
                    case 1 -> client.socket().getOutputStream().write(hello, 0, hello.length / 2);
                    case 2 -> {
                        client.socket().getOutputStream().write(hello);
                        assertThat(client.socket().getInputStream().read()).isEqualTo(22);
                    }
                    default -> client.socket().setSoLinger(true, 0);
                }
            }
        }
        for (int i = 0; i < 300; i++) {
            Recorded session = sessions.next();
            session.awaitEnd();
            assertThat(session.closed).hasValue(1);
        }
        assertThat(listener.getActiveSessions()).isEmpty();
        assertThat(threads("staithe-tls")).isLessThanOrEqualTo(2);
        plane.close();
        ControlConnectionTest.await(() -> threads("staithe-tls") == 0);
    }

    private static byte[] clientHello() throws IOException {
        SSLEngine engine = context.createSSLEngine("localhost", 21);
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = new byte[hello.flip().remaining()];
        hello.get(bytes);
        return bytes;
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }
}
