// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.PemFile;
import org.staithe.testkit.tls.TlsMaterialContract;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

class FilesMaterialTest {

    private static final Map<String, String> PAIR = Map.of("certificate", "@server.pem", "key", "@server.key");
    private static final Certificates AUTHORITY = Certificates.authority("Test CA");

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void enter() {
        scene = new Scene(folder);
    }

    @AfterEach
    void leave() {
        scene.close();
    }

    @Nested
    class IsAMaterial extends TlsMaterialContract {
        @Override
        protected TlsMaterial material() throws Exception {
            Certificates intermediate = AUTHORITY.intermediate("Test CA 2");
            write("ec.pem", intermediate.server("ftp.example.org"));
            write(
                    "rsa.pem",
                    intermediate.order("CN=x").rsa().names("ftp.example.org").identity());
            return scene.material(Map.of("certificate", "@rsa.pem, @ec.pem"));
        }

        @Override
        protected String knownName() {
            return "ftp.example.org";
        }
    }

    // Choosing

    @Test
    void clientsSeeTheCertificateOfTheNameThatTheyAskFor() throws Exception {
        TlsIdentity first = write("a.pem", AUTHORITY.server("a.example.org"));
        TlsIdentity second = write("b.pem", AUTHORITY.server("b.example.org", "*.b.example.org"));
        FilesMaterial material = scene.material(Map.of("certificate", "@a.pem, @b.pem"));
        try (HandshakeServer server = new HandshakeServer(material, false)) {
            assertThat(server.shownFor("a.example.org")).isEqualTo(first.certificate());
            assertThat(server.shownFor("B.example.org")).isEqualTo(second.certificate());
            assertThat(server.shownFor("x.b.example.org")).isEqualTo(second.certificate());
            assertThat(server.shownFor("x.y.b.example.org")).isEqualTo(first.certificate());
            assertThat(server.shownFor("elsewhere.example.org")).isEqualTo(first.certificate());
        }
    }

    @Test
    void withoutFallbackOnlyItsOwnNamesAreAnswered() throws Exception {
        write("a.pem", AUTHORITY.server("a.example.org", "127.0.0.1", "::1"));
        FilesMaterial material = scene.material(Map.of("certificate", "@a.pem", "fallback", false));

        assertThat(material.identities("default", Optional.of("a.example.org"))).hasSize(1);
        assertThat(material.identities("default", Optional.of("127.0.0.1"))).hasSize(1);
        assertThat(material.identities("default", Optional.of("[::1]"))).hasSize(1);
        assertThat(material.identities("default", Optional.of("127.0.0.2"))).isEmpty();
        assertThat(material.identities("default", Optional.of("b.example.org"))).isEmpty();
        assertThat(material.identities("default", Optional.empty())).isEmpty();
        assertThat(material.all("default")).as("TLS is offered").hasSize(1);
    }

    @Test
    void clientsSeeTheKindOfKeyThatTheyCanVerify() throws Exception {
        TlsIdentity rsa = write(
                "rsa.pem", AUTHORITY.order("CN=x").rsa().names("localhost").identity());
        TlsIdentity ec = write("ec.pem", AUTHORITY.server("localhost"));
        FilesMaterial material = scene.material(Map.of("certificate", "@rsa.pem, @ec.pem"));
        try (HandshakeServer server = new HandshakeServer(material, false)) {
            assertThat(server.shownTo("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")).isEqualTo(rsa.certificate());
            assertThat(server.shownTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                    .isEqualTo(ec.certificate());
        }
    }

    @Test
    void onlyTheNamedListenersAreServed() throws Exception {
        write("a.pem", AUTHORITY.server("a.example.org"));
        PemFile.write(scene.file("ca.pem"), AUTHORITY.certificate());
        FilesMaterial material = scene.material(
                Map.of("certificate", "@a.pem", "client.ca", "@ca.pem", "listeners", "public, partners"));

        assertThat(material.identities("partners", Optional.empty())).hasSize(1);
        assertThat(material.clientTrust("partners")).isPresent();
        assertThat(material.identities("default", Optional.empty())).isEmpty();
        assertThat(material.clientTrust("default")).isEmpty();
    }

    @Test
    void aChainInAnyOrderIsPutInOrderAndStrangersAreLeftOut() throws Exception {
        Certificates second = AUTHORITY.intermediate("Test CA 2");
        Certificates third = second.intermediate("Test CA 3");
        TlsIdentity server = third.server("localhost");
        PemFile.write(
                scene.file("server.pem"),
                AUTHORITY.certificate(),
                second.certificate(),
                Certificates.authority("Stranger").certificate(),
                server.key(),
                third.certificate(),
                server.certificate());

        FilesMaterial material = scene.material(Map.of("certificate", "@server.pem"));

        assertThat(material.identities("default", Optional.empty()).get(0).chain())
                .containsExactly(
                        server.certificate(), third.certificate(), second.certificate(), AUTHORITY.certificate());
    }

    // Replacing

    @Test
    void twentyReplacementsUnderParallelHandshakesFailNone() throws Exception {
        TlsIdentity last = writePair(AUTHORITY.server("localhost"));
        FilesMaterial material = scene.material(PAIR);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        AtomicBoolean enough = new AtomicBoolean();
        try (HandshakeServer server = new HandshakeServer(material, false)) {
            List<Future<Integer>> handshakes = IntStream.range(0, 4)
                    .mapToObj(client -> clients.submit(() -> {
                        int done = 0;
                        while (!enough.get()) {
                            server.shownFor("localhost");
                            done++;
                        }
                        return done;
                    }))
                    .toList();
            for (int i = 0; i < 20; i++) {
                last = writePair(AUTHORITY.server("localhost"));
                scene.awaitShown(material, last);
            }
            enough.set(true);
            for (Future<Integer> done : handshakes) {
                assertThat(done.get()).isPositive();
            }
            assertThat(server.shownFor("localhost")).isEqualTo(last.certificate());
        } finally {
            enough.set(true);
            clients.shutdownNow();
        }
    }

    @Test
    void aBrokenPairKeepsTheLastGoodOneAndIsToldOnceAndSoIsItsEnd() throws Exception {
        TlsIdentity good = writePair(AUTHORITY.server("localhost"));
        FilesMaterial material = scene.material(PAIR);

        Files.writeString(scene.file("server.key"), "nonsense");
        scene.awaitLog("SEVERE TLS: " + scene.file("server.key") + " holds 0 private keys");
        TlsIdentity other = AUTHORITY.server("localhost");
        PemFile.write(scene.file("server.key"), other.key());
        scene.awaitLog("server.pem has no certificate for the key of " + scene.file("server.key"));
        Files.delete(scene.file("server.pem"));
        scene.awaitLog("server.pem does not exist");

        assertThat(Scene.shown(material)).contains(good.certificate());
        PemFile.writeChain(scene.file("server.pem"), other);
        scene.awaitShown(material, other);
        assertThat(scene.logged("holds 0 private keys")).isOne();
        assertThat(scene.logged("has no certificate for the key")).isOne();
        assertThat(scene.logged("INFO TLS: certificate EC CN=localhost")).isEqualTo(2);
    }

    @Test
    void expiredAndFutureCertificatesAreRefused() throws Exception {
        TlsIdentity good = writePair(AUTHORITY.server("localhost"));
        FilesMaterial material = scene.material(PAIR);

        writePair(AUTHORITY.order("CN=old").names("localhost").expired().identity());
        scene.awaitLog("(CN=old) that expired at ");
        writePair(AUTHORITY.order("CN=early").names("localhost").notYetValid().identity());
        scene.awaitLog("(CN=early) that is not valid before ");

        assertThat(Scene.shown(material)).contains(good.certificate());
    }

    @Test
    void aCertificateIsTakenWhenItsTimeHasCome() throws Exception {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
        TlsIdentity early = writePair(AUTHORITY.order("CN=early").notYetValid().identity());
        FilesMaterial material = scene.material(PAIR, clock::get);
        scene.awaitLog("is not valid before");

        clock.set(Instant.now().plus(Duration.ofDays(2)));

        scene.awaitShown(material, early);
    }

    @Test
    void aChainThatDoesNotHoldTogetherIsRefused() throws Exception {
        TlsIdentity server = AUTHORITY.intermediate("Test CA 2").server("localhost");
        PemFile.write(
                scene.file("server.pem"),
                server.certificate(),
                server.key(),
                AUTHORITY.intermediate("Test CA 2").certificate());

        assertThat(Scene.shown(scene.material(Map.of("certificate", "@server.pem"))))
                .isEmpty();
        scene.awaitLog("but not that of CN=Test CA 2");
    }

    @Test
    void missingFilesArePickedUpWhenTheyAppear() throws Exception {
        FilesMaterial material = scene.material(PAIR);
        assertThat(Scene.shown(material)).isEmpty();
        scene.awaitLog("server.pem does not exist; there is nothing to use instead");

        TlsIdentity pair = writePair(AUTHORITY.server("localhost"));

        scene.awaitShown(material, pair);
        assertThat(scene.logged("does not exist")).isOne();
    }

    @Test
    void operatorsAreToldOncePerDayOfWhatExpiresSoon() throws Exception {
        Instant now = Instant.now();
        AtomicReference<Instant> clock = new AtomicReference<>(now);
        writePair(AUTHORITY
                .order("CN=soon")
                .valid(now.minusSeconds(9), now.plus(Duration.ofDays(40)))
                .identity());
        scene.material(PAIR, clock::get);
        scene.awaitLog("INFO TLS: certificate EC CN=soon");
        assertThat(scene.logged("expires in")).isZero();

        clock.set(now.plus(Duration.ofDays(11)));
        scene.awaitLog("WARNING TLS: this certificate expires in 28 days: EC CN=soon");
        clock.set(now.plus(Duration.ofDays(11).plusHours(20)));
        clock.set(now.plus(Duration.ofDays(34)));
        scene.awaitLog("SEVERE TLS: this certificate expires in 5 days");
        clock.set(now.plus(Duration.ofDays(41)));
        scene.awaitLog("which has expired");
        assertThat(scene.logged("expires in")).isEqualTo(2);
    }

    @Test
    void nothingSecretIsLogged() throws Exception {
        TlsIdentity pair = writePair(AUTHORITY.server("localhost"));
        scene.material(PAIR);
        String key = Files.readString(scene.file("server.key"));
        Files.writeString(scene.file("server.key"), key.replace("END PRIVATE", "END NO"));
        scene.awaitLog("broken PEM");

        assertThat(pair.toString() + scene.log)
                .doesNotContain(key.lines().toList().get(1));
    }

    // Configuring

    @Test
    void aChangedConfigurationReplacesTheOldOne() throws Exception {
        TlsIdentity first = write("a.pem", AUTHORITY.server("a.example.org"));
        TlsIdentity second = write("b.pem", AUTHORITY.server("b.example.org"));
        FilesMaterial material = scene.material(Map.of("certificate", "@a.pem"));
        assertThat(Scene.shown(material)).contains(first.certificate());

        material.modified(scene.config(Map.of("certificate", "@b.pem")));

        assertThat(Scene.shown(material)).contains(second.certificate());
        TlsIdentity newest = write("b.pem", AUTHORITY.server("b.example.org"));
        scene.awaitShown(material, newest);
    }

    @Test
    void aChangeThatNamesUselessFilesIsRefusedAndTheOldOneServesOn() throws Exception {
        write("a.pem", AUTHORITY.server("a.example.org"));
        FilesMaterial material = scene.material(Map.of("certificate", "@a.pem"));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> material.modified(scene.config(Map.of("certificate", "@none.pem"))))
                .withMessageContaining("none.pem does not exist");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        material.modified(scene.config(Map.of("certificate", "@a.pem", "client.ca", "@no-ca.pem"))))
                .withMessageContaining("no-ca.pem does not exist");

        TlsIdentity newest = write("a.pem", AUTHORITY.server("a.example.org"));
        scene.awaitShown(material, newest);
    }

    @Test
    void aChangeOfOtherKeysKeepsTheLastGoodCertificateOfABrokenFile() throws Exception {
        TlsIdentity good = write("a.pem", AUTHORITY.server("a.example.org"));
        FilesMaterial material = scene.material(Map.of("certificate", "@a.pem"));
        Files.writeString(scene.file("a.pem"), "nonsense");
        scene.awaitLog("a.pem holds no certificate");

        material.modified(scene.config(Map.of("certificate", "@a.pem", "listeners", "default")));

        assertThat(Scene.shown(material)).contains(good.certificate());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate | '' | certificate is empty",
                "certificate | server.pem | certificate = server.pem: write the absolute path",
                "key | /one, /two | name one file for each of the 1 of certificate",
                "client.crl | /list.crl | needs client.ca",
            })
    void aWrongValueIsRefusedByName(String key, String value, String message) {
        Map<String, String> keys =
                key.equals("certificate") ? Map.of(key, value) : Map.of("certificate", "@a", key, value);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> scene.material(keys))
                .withMessageContaining(message);
    }

    @Test
    void wrongNumbersAreRefusedByName() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> scene.material(Map.of("certificate", "@a", "check.seconds", 0)))
                .withMessageContaining("check.seconds = 0: write a number from 1 to 3600");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> scene.material(Map.of("certificate", "@a, @b", "self.signed", true)))
                .withMessageContaining("self.signed = true needs exactly one file");
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        writePair(AUTHORITY.server("localhost"));
        FilesMaterial material = scene.material(PAIR);
        Scene.await("a thread that looks", () -> looking() > 0);
        material.modified(scene.config(PAIR));

        material.stop();

        Scene.await("its end", () -> looking() == 0);
    }

    // Self-signed

    @Test
    void aFreshInstallationMakesItsOwnCertificate() throws Exception {
        Map<String, Object> keys =
                Map.of("certificate", "@tls/server.pem", "key", "@tls/server.key", "self.signed", true);
        FilesMaterial material = scene.material(keys);
        X509Certificate made = Scene.shown(material).orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.file("tls/server.key"))))
                .isEqualTo("rw-------");
        assertThat(made.getPublicKey().getAlgorithm()).isEqualTo("EC");
        for (String name : List.of("localhost", "127.0.0.1", "::1")) {
            assertThat(ServerNames.of(made).match(name)).as(name).isTrue();
        }
        made.verify(made.getPublicKey());
        scene.awaitLog("fingerprint: " + NamedIdentity.fingerprint(made));
        try (HandshakeServer server = new HandshakeServer(material, false)) {
            assertThat(server.shownFor("localhost")).isEqualTo(made);
        }
        assertThat(Scene.shown(scene.material(keys))).contains(made);
    }

    @Test
    void aSelfSignedCertificateOverwritesNothing() throws Exception {
        Files.writeString(scene.file("server.key"), "somebody's");

        scene.material(Map.of("certificate", "@server.pem", "key", "@server.key", "self.signed", true));

        assertThat(scene.file("server.key")).hasContent("somebody's");
        assertThat(scene.file("server.pem")).doesNotExist();
    }

    private TlsIdentity write(String name, TlsIdentity identity) throws Exception {
        Object[] contents = new Object[identity.chain().size() + 1];
        for (int i = 0; i < identity.chain().size(); i++) {
            contents[i] = identity.chain().get(i);
        }
        contents[contents.length - 1] = identity.key();
        PemFile.write(scene.file(name), contents);
        return identity;
    }

    private TlsIdentity writePair(TlsIdentity identity) throws Exception {
        PemFile.writeChain(scene.file("server.pem"), identity);
        PemFile.write(scene.file("server.key"), identity.key());
        return identity;
    }

    private static long looking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("TLS files"))
                .count();
    }
}
