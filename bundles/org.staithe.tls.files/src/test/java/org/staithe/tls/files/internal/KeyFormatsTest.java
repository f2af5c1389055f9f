// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.tls.TlsIdentity;

/** Files that {@code openssl} has written; left out where there is none. */
class KeyFormatsTest {

    private static final String PASSWORD = "hush-hush";

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void opensslIsThere() throws Exception {
        assumeTrue(openssl("version") == 0);
        scene = new Scene(folder);
    }

    @AfterEach
    void leave() {
        if (scene != null) {
            scene.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PKCS#8, EC         | -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | pkey                             | PRIVATE KEY           | EC",
                "SEC1               | -algorithm EC -pkeyopt ec_paramgen_curve:P-384 | ec                               | EC PRIVATE KEY        | EC",
                "SEC1, encrypted    | -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | ec -aes256 -passout pass:hush-hush | ENCRYPTED           | EC",
                "PKCS#8, RSA        | -algorithm RSA -pkeyopt rsa_keygen_bits:2048   | pkey                             | PRIVATE KEY           | RSA",
                "PKCS#1             | -algorithm RSA -pkeyopt rsa_keygen_bits:2048   | rsa -traditional                 | RSA PRIVATE KEY       | RSA",
                "PKCS#1, encrypted  | -algorithm RSA -pkeyopt rsa_keygen_bits:2048   | rsa -traditional -aes128 -passout pass:hush-hush | DEK-Info | RSA",
                "PKCS#8, PBES2      | -algorithm RSA -pkeyopt rsa_keygen_bits:2048   | pkcs8 -topk8 -v2 aes-256-cbc -passout pass:hush-hush | ENCRYPTED PRIVATE KEY | RSA",
                "PKCS#8, scrypt     | -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | pkcs8 -topk8 -scrypt -passout pass:hush-hush | ENCRYPTED PRIVATE KEY | EC",
                "PKCS#8, PBES1      | -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:hush-hush | ENCRYPTED PRIVATE KEY | EC",
                "Ed25519            | -algorithm ED25519                             | pkey                             | PRIVATE KEY           | EdDSA",
            })
    void aKeyOfThisFormatIsRead(String name, String kind, String conversion, String header, String algorithm)
            throws Exception {
        certificate(kind);
        run(conversion + " -in plain.key -out server.key");
        assertThat(Files.readString(folder.resolve("server.key"))).contains(header);

        FilesMaterial material =
                scene.material(Map.of("certificate", "@server.pem", "key", "@server.key", ".key.password", PASSWORD));

        List<TlsIdentity> given = material.identities("default", Optional.empty());
        assertThat(given).as("%s: %s", name, scene.log).hasSize(1);
        assertThat(given.get(0).key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(scene.log).noneMatch(line -> line.contains(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"''", "-legacy"})
    void aPkcs12StoreIsRead(String options) throws Exception {
        certificate("-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        run("pkcs12 -export " + options + " -in server.pem -inkey plain.key -out server.p12 -passout pass:" + PASSWORD);

        FilesMaterial material = scene.material(Map.of("certificate", "@server.p12", ".key.password", PASSWORD));

        assertThat(Scene.shown(material)).as("%s", scene.log).isPresent();
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws Exception {
        certificate("-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        run("pkcs8 -topk8 -in plain.key -out server.key -passout pass:" + PASSWORD);
        run("pkcs12 -export -in server.pem -inkey plain.key -out server.p12 -passout pass:" + PASSWORD);

        assertThat(Scene.shown(scene.material(
                        Map.of("certificate", "@server.pem", "key", "@server.key", ".key.password", "not-this"))))
                .isEmpty();
        assertThat(Scene.shown(scene.material(Map.of("certificate", "@server.pem", "key", "@server.key"))))
                .isEmpty();
        assertThat(Scene.shown(scene.material(Map.of("certificate", "@server.p12", ".key.password", "not-this"))))
                .isEmpty();

        scene.awaitLog("server.key holds a key that .key.password does not decrypt");
        scene.awaitLog("server.key holds an encrypted key, and .key.password is empty");
        scene.awaitLog("server.p12 is no PKCS#12 store that .key.password opens");
        assertThat(scene.log).noneMatch(line -> line.contains("not-this"));
    }

    @Test
    void oneFileMayHoldParametersKeyAndCertificate() throws Exception {
        run("ecparam -name prime256v1 -genkey -out plain.key");
        run("req -x509 -new -key plain.key -subj /CN=localhost -days 2 -out server.pem");
        Files.writeString(
                folder.resolve("all.pem"),
                "# who made this\n" + Files.readString(folder.resolve("plain.key"))
                        + Files.readString(folder.resolve("server.pem")));

        assertThat(Scene.shown(scene.material(Map.of("certificate", "@all.pem"))))
                .as("%s", scene.log)
                .isPresent();
    }

    private void certificate(String kind) throws Exception {
        run("genpkey " + kind + " -out plain.key");
        run("req -x509 -new -key plain.key -subj /CN=localhost -days 2 -out server.pem");
    }

    private void run(String arguments) throws Exception {
        assertThat(openssl(arguments.strip().split("\\s+"))).as(arguments).isZero();
    }

    private int openssl(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // not installed
        }
    }
}
