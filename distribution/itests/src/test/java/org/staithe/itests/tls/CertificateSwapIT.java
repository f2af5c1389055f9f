// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.PemFile;
import org.staithe.tls.TlsIdentity;

/** Certificates that change on disk while clients transfer. */
class CertificateSwapIT {

    private static final int REPLACEMENTS = 20;
    private static final int CLIENTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Certificates authority = Certificates.authority("Test CA");

    @TempDir
    Path folder;

    private SecureServer server;
    private Path certificate;
    private Path key;

    @BeforeEach
    void start() throws Exception {
        Path config = SecureServer.prepare(folder).resolve("config");
        SecureServer.set(config.resolve("org.staithe.tls.files-default.cfg"), "check.seconds", "1");
        Path keys = Files.createDirectories(config.resolve("tls"));
        certificate = keys.resolve("server.pem");
        key = keys.resolve("server.key");
        write(authority.server("localhost", "127.0.0.1"));
        server = SecureServer.start(folder, Map.of("default", Map.of(), "implicit", Map.of("tls.implicit", "true")));
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void twentyReplacementsDisturbNobodyAndTheNewestIsShown() throws Exception {
        List<TlsIdentity> identities = new ArrayList<>();
        for (int i = 0; i < REPLACEMENTS; i++) {
            identities.add(
                    i % 2 == 0
                            ? authority
                                    .order("CN=localhost")
                                    .names("localhost")
                                    .rsa()
                                    .identity()
                            : authority.server("localhost", "127.0.0.1"));
        }
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger transfers = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> sessions = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            sessions.add(clients.submit(() -> {
                transfer(number, over, transfers);
                return null;
            }));
        }
        for (TlsIdentity next : identities) {
            write(next);
            awaitShown(next);
        }
        over.countDown();
        clients.shutdown();
        for (Future<?> session : sessions) {
            session.get(60, TimeUnit.SECONDS);
        }
        assertThat(transfers.get()).isGreaterThan(REPLACEMENTS * CLIENTS);
        assertThat(shown()).isEqualTo(identities.get(REPLACEMENTS - 1).certificate());
    }

    @Test
    void aBrokenPairLeavesTheOldOneInPlaceAndTheLogSaysWhy() throws Exception {
        X509Certificate good = shown();
        TlsIdentity other = authority.server("localhost");
        PemFile.write(key, other.key());
        awaitSaid("has no certificate for the key of " + key + "; in use stays ");
        assertThat(shown()).isEqualTo(good);
        write(authority.order("CN=localhost").names("localhost").expired().identity());
        awaitSaid("expired at ");
        assertThat(shown()).isEqualTo(good);
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
        awaitSaid(certificate + " holds broken PEM; in use stays ");
        assertThat(shown()).isEqualTo(good);
        write(other);
        awaitShown(other);
    }

    /** Half of the transfers in new sessions, half in one that began with an older certificate. */
    private void transfer(int number, CountDownLatch over, AtomicInteger transfers) throws Exception {
        byte[] content = new byte[50_000 + number];
        new Random(number).nextBytes(content);
        String name = "file-" + number;
        try (ScriptedClient old = server.login("default", number % 2 == 0 ? "TLSv1.3" : "TLSv1.2")) {
            old.patience(Duration.ofSeconds(60));
            // Without the rest, handshakes would take both processors from everybody, the watcher of the files
            // included.
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                old.uploads("STOR " + name, content);
                try (ScriptedClient fresh = server.connect("default")) {
                    fresh.patience(Duration.ofSeconds(60)).startsTls();
                    fresh.logsIn(SecureServer.USER, SecureServer.PASSWORD).protectsData();
                    fresh.says("TYPE I").gets(200);
                    assertThat(fresh.downloads("RETR " + name)).isEqualTo(content);
                }
                transfers.addAndGet(2);
            }
        }
    }

    private void write(TlsIdentity identity) throws IOException {
        PemFile.write(key, identity.key());
        PemFile.writeChain(certificate, identity);
    }

    private X509Certificate shown() throws IOException {
        int port = server.port("implicit");
        try (SSLSocket socket = new ForeignTls().over(ForeignTls.plain(port), port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private void awaitShown(TlsIdentity identity) throws InterruptedException {
        SecureServer.await("the new certificate is shown", PATIENCE, () -> shown().equals(identity.certificate()));
    }

    private void awaitSaid(String text) throws InterruptedException {
        SecureServer.await("the log says " + text, PATIENCE, () -> server.said().contains(text));
    }
}
