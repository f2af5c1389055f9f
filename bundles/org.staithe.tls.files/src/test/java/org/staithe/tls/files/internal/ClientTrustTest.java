// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.PemFile;
import org.staithe.tls.TlsIdentity;

class ClientTrustTest {

    private static final Map<String, String> TRUST = Map.of("certificate", "@server.pem", "client.ca", "@ca.pem");
    private static final Map<String, String> WITH_LIST =
            Map.of("certificate", "@server.pem", "client.ca", "@ca.pem", "client.crl", "@ca.crl");

    private final Certificates authority = Certificates.authority("Client CA");
    private final TlsIdentity ann = authority.client("ann");
    private final TlsIdentity bob = authority.client("bob");

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void enter() throws Exception {
        scene = new Scene(folder);
        TlsIdentity server = Certificates.selfSigned("CN=localhost").identity();
        PemFile.write(scene.file("server.pem"), server.certificate(), server.key());
        PemFile.write(scene.file("ca.pem"), authority.certificate());
    }

    @AfterEach
    void leave() {
        scene.close();
    }

    @Test
    void clientsOfTheAuthorityAreLetInAndOthersAreNot() throws Exception {
        Certificates department = authority.intermediate("Department");
        try (HandshakeServer server = new HandshakeServer(scene.material(TRUST), true)) {
            assertThat(server.admits(ann)).isTrue();
            assertThat(server.admits(department.client("carol"))).isTrue();
            assertThat(server.admits(Certificates.authority("Client CA").client("ann")))
                    .isFalse();
            assertThat(server.admits(Certificates.selfSigned("CN=ann").identity()))
                    .isFalse();
            assertThat(server.admits(authority.order("CN=ann").expired().identity()))
                    .isFalse();
        }
    }

    @Test
    void aRevokedClientIsRefused() throws Exception {
        PemFile.write(scene.file("ca.crl"), authority.revoking(bob.certificate()));
        try (HandshakeServer server = new HandshakeServer(scene.material(WITH_LIST), true)) {
            assertThat(server.admits(ann)).isTrue();
            assertThat(server.admits(bob)).isFalse();
        }
    }

    @Test
    void aNewRevocationListAppliesToTheNextHandshake() throws Exception {
        Files.write(scene.file("ca.crl"), authority.revoking().getEncoded());
        FilesMaterial material = scene.material(WITH_LIST);
        assertThat(trusts(material, bob)).isTrue();

        PemFile.write(scene.file("ca.crl"), authority.revoking(bob.certificate()));

        Scene.await("the revocation", () -> !trusts(material, bob));
        assertThat(trusts(material, ann)).isTrue();
    }

    @Test
    void aListThatHasRunOutLetsNobodyInAndIsTold() throws Exception {
        // The JDK forgives clocks that differ by a quarter of an hour.
        PemFile.write(scene.file("ca.crl"), authority.revoking(Instant.now().minus(Duration.ofHours(1))));

        assertThat(trusts(scene.material(WITH_LIST), ann)).isFalse();
        scene.awaitLog("the revocation list of CN=Client CA ran out at ");
    }

    @Test
    void brokenTrustKeepsTheLastGoodOne() throws Exception {
        FilesMaterial material = scene.material(TRUST);
        Files.writeString(scene.file("ca.pem"), "nonsense");
        scene.awaitLog("ca.pem holds no certificate");

        assertThat(trusts(material, ann)).isTrue();
        Certificates other = Certificates.authority("Other CA");
        PemFile.write(scene.file("ca.pem"), other.certificate());
        Scene.await("the new authority", () -> trusts(material, other.client("dora")));
        assertThat(trusts(material, ann)).isFalse();
    }

    @Test
    void missingTrustIsNobodysNotAnothersToJudge() throws Exception {
        Files.delete(scene.file("ca.pem"));
        X509TrustManager trust = scene.material(TRUST).clientTrust("default").orElseThrow();

        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkClientTrusted(ann.chain().toArray(new X509Certificate[0]), "EC"));
    }

    @Test
    void withoutAuthoritiesClientsAreJudgedByOthers() {
        assertThat(scene.material(Map.of("certificate", "@server.pem")).clientTrust("default"))
                .isEmpty();
    }

    private static boolean trusts(FilesMaterial material, TlsIdentity client) {
        try {
            material.clientTrust("default")
                    .orElseThrow()
                    .checkClientTrusted(client.chain().toArray(new X509Certificate[0]), "EC");
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
