// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.session.RepresentationType;

@Timeout(60)
class TlsTransferTest {

    private static final byte[] CONTENT = Rig.random(3_000_001, 5);

    @TempDir
    static Path keys;

    private static TlsClient tls;

    @TempDir
    Path folder;

    private Rig rig = new Rig();

    @BeforeAll
    static void certify() throws Exception {
        tls = TlsClient.in(keys);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aFileArrivesWholeWithOneCloseNotify(String protocol) throws Exception {
        PassiveOpening opening = Rig.passive();
        try (TlsClient.Watched plain = new TlsClient.Watched()) {
            plain.connect(opening.local());
            Rig.Started started = rig.start(protectedSend(opening).build());
            // Reads to the end only if there was a close_notify, and throws if not.
            assertThat(tls.over(plain, protocol).getInputStream().readAllBytes())
                    .isEqualTo(CONTENT);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            assertThat(started.run().bytes()).isEqualTo(CONTENT.length);
            assertThat(started.run().secure()).isTrue();
            assertThat(plain.getInputStream().read()).isEqualTo(-1);
            if (protocol.equals("TLSv1.2")) {
                assertThat(plain.alerts).isEqualTo(1);
                assertThat(plain.last).isEqualTo(21);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aFileIsStoredWhole(String protocol) throws Exception {
        FileUpload target = upload();
        assertThat(stored(target, protocol, RepresentationType.IMAGE)).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.committed).isTrue();
        assertThat(target.path).hasBinaryContent(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void withoutLargeBuffersSmallOnesDo(String protocol) throws Exception {
        rig.close();
        rig = new Rig(10, 0);
        aFileArrivesWholeWithOneCloseNotify(protocol);
        aFileIsStoredWhole(protocol);
        assertThat(stored(upload(), protocol, RepresentationType.ASCII)).isInstanceOf(TransferEnd.Completed.class);
    }

    @Test
    void linesArrive() throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            rig.start(new Rig.Order(Rig.text(Stream.of("one", "two")), opening)
                    .protection(tls.protection())
                    .build());
            assertThat(tls.over(plain, "TLSv1.3").getInputStream().readAllBytes())
                    .isEqualTo("one\r\ntwo\r\n".getBytes(US_ASCII));
        }
    }

    @Test
    void anUploadByAClientThatNeverReadsLosesNothing() throws Exception {
        for (int round = 0; round < 50; round++) {
            PassiveOpening opening = Rig.passive();
            FileUpload target = upload();
            Rig.Started started;
            try (Socket plain = Rig.connect(opening)) {
                started = rig.start(protectedReceive(target, opening).build());
                SSLSocket client = tls.over(plain, "TLSv1.3");
                client.getOutputStream().write(CONTENT);
                client.shutdownOutput();
            }
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            assertThat(target.path).hasBinaryContent(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anUploadThatEndsWithoutCloseNotifyIsBroken(String protocol) throws Exception {
        assertThat(cut(protocol, Socket::shutdownOutput)).isInstanceOf(TransferEnd.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anUploadThatEndsWithinARecordIsBroken(String protocol) throws Exception {
        assertThat(cut(protocol, plain -> {
                    plain.getOutputStream().write(new byte[] {23, 3, 3, 1, 0, 42});
                    plain.shutdownOutput();
                }))
                .isInstanceOf(TransferEnd.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anUploadThatIsResetIsBroken(String protocol) throws Exception {
        assertThat(cut(protocol, plain -> {
                    plain.setSoLinger(true, 0);
                    plain.close();
                }))
                .isInstanceOf(TransferEnd.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aForgedRecordIsBroken(String protocol) throws Exception {
        assertThat(cut(protocol, plain -> plain.getOutputStream().write(new byte[5 + 50_000], 0, 5 + 50_000)))
                .isInstanceOf(TransferEnd.Broken.class);
    }

    @Test
    void aClientThatStopsWithinARecordIsAStall() throws Exception {
        PassiveOpening opening = Rig.passive();
        FileUpload target = upload();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedReceive(target, opening)
                    .stallPatience(Duration.ofMillis(300))
                    .build());
            SSLSocket client = tls.over(plain, "TLSv1.3");
            client.startHandshake();
            plain.getOutputStream().write(new byte[] {23, 3, 3, 1, 0, 42});
            assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
            assertThat(target.committed).isFalse();
        }
    }

    @Test
    void aClientMayRenewItsKeysInTls13() throws Exception {
        FileUpload target = upload();
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedReceive(target, opening).build());
            SSLSocket client = tls.over(plain, "TLSv1.3");
            client.getOutputStream().write(CONTENT, 0, 1_000_000);
            client.startHandshake();
            client.getOutputStream().write(CONTENT, 1_000_000, CONTENT.length - 1_000_000);
            client.shutdownOutput();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            assertThat(target.path).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aClientThatRenewsItsKeysWhileItDownloadsGetsTheWholeFile() throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedSend(opening).build());
            SSLSocket client = tls.over(plain, "TLSv1.3");
            byte[] first = client.getInputStream().readNBytes(1000);
            client.startHandshake();
            byte[] rest = client.getInputStream().readAllBytes();
            assertThat(first.length + rest.length).isEqualTo(CONTENT.length);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
    }

    @Test
    void renegotiationInTls12IsRefused() throws Exception {
        assertThat(cut("TLSv1.2", null)).isInstanceOf(TransferEnd.Broken.class);
    }

    @Test
    void aConnectionThatIsRefusedAfterTheHandshakeIsNotOpened() throws Exception {
        IOException refusal = new IOException("not resumed");
        FileUpload target = upload();
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), opening)
                    .protection(tls.protection(engine -> {
                        assertThat(engine.getSession().getProtocol()).isEqualTo("TLSv1.3");
                        throw refusal;
                    }))
                    .build());
            handshake(plain);
            assertThat(started.ended()).isEqualTo(new TransferEnd.NotOpened(refusal));
            assertThat(target.closed).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotSpeakTlsIsNotOpened() throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedReceive(upload(), opening).build());
            plain.getOutputStream().write("plain data\r\n".repeat(1000).getBytes(UTF_8));
            assertThat(started.ended()).isInstanceOf(TransferEnd.NotOpened.class);
        }
    }

    @Test
    void aHandshakeHasItsDeadline() throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedReceive(upload(), opening)
                    .connectPatience(Duration.ofMillis(300))
                    .build());
            assertThat(started.ended()).isInstanceOf(TransferEnd.NotOpened.class);
            assertThat(plain.isConnected()).isTrue();
        }
    }

    @Test
    void anAbortEndsAHandshakeAndNothingIsLeft() throws Exception {
        long descriptors = 0;
        for (int round = 0; round < 100; round++) {
            PassiveOpening opening = Rig.passive();
            CompletableFuture<Void> asked = new CompletableFuture<>();
            DataProtection protection = tls.protection();
            FileUpload target = upload();
            try (Socket plain = Rig.connect(opening)) {
                Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), opening)
                        .protection(new DataProtection() {
                            @Override
                            public SSLEngine dataEngine() {
                                asked.complete(null);
                                return protection.dataEngine();
                            }

                            @Override
                            public void shaken(SSLEngine engine) {}
                        })
                        .build());
                asked.join();
                started.run().abort();
                assertThat(started.ended()).isInstanceOf(TransferEnd.Aborted.class);
            }
            assertThat(target.closed).isTrue();
            assertThat(rig.dtp.buffersLent()).isZero();
            if (round == 10) {
                descriptors = Rig.descriptors();
            }
        }
        // A second thread may have been needed meanwhile: a selector is two descriptors, and one more for its epoll.
        assertThat(Rig.descriptors()).isLessThan(descriptors + 10);
    }

    /** An upload whose client does something improper after half of the file; nothing must be published. */
    private TransferEnd cut(String protocol, Cut how) throws Exception {
        PassiveOpening opening = Rig.passive();
        FileUpload target = upload();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Started started = rig.start(protectedReceive(target, opening).build());
            SSLSocket client = tls.over(plain, protocol);
            client.getOutputStream().write(CONTENT);
            if (how == null) {
                renegotiate(client);
            } else {
                how.off(plain);
            }
            TransferEnd end = started.ended();
            assertThat(target.committed).isFalse();
            assertThat(target.closed).isTrue();
            return end;
        } catch (SSLException | SocketException e) {
            throw new AssertionError("The client noticed first", e);
        }
    }

    private static void renegotiate(SSLSocket client) throws IOException {
        try {
            client.startHandshake();
            client.getOutputStream().write(CONTENT);
        } catch (SSLException | SocketException e) {
            // the server has hung up before the client was done
        }
    }

    @FunctionalInterface
    private interface Cut {
        void off(Socket plain) throws IOException;
    }

    private TransferEnd stored(FileUpload target, String protocol, RepresentationType type) throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket plain = Rig.connect(opening)) {
            Rig.Order order = protectedReceive(target, opening);
            order.type = type;
            Rig.Started started = rig.start(order.build());
            SSLSocket client = tls.over(plain, protocol);
            client.getOutputStream().write(CONTENT);
            client.close();
            return started.ended();
        }
    }

    private static void handshake(Socket plain) {
        try {
            SSLSocket client = tls.over(plain, "TLSv1.3");
            client.startHandshake();
            client.getOutputStream().write(1);
        } catch (IOException e) {
            // Refused, as it should be.
            assertThat(plain.isConnected()).isTrue();
        }
    }

    private Rig.Order protectedSend(PassiveOpening opening) throws IOException {
        FileChannel file = FileChannel.open(Files.write(folder.resolve("sent"), CONTENT));
        return new Rig.Order(Rig.send(file), opening).protection(tls.protection());
    }

    private Rig.Order protectedReceive(FileUpload target, PassiveOpening opening) {
        return new Rig.Order(Rig.receive(target), opening).protection(tls.protection());
    }

    private FileUpload upload() throws IOException {
        Files.deleteIfExists(folder.resolve("stored"));
        return new FileUpload(folder.resolve("stored"));
    }
}
