// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;
import org.staithe.testkit.tls.Certificates;
import org.staithe.testkit.tls.PemFile;
import org.staithe.tls.TlsIdentity;

/** What is logged, at the most talkative level there is, and what must not be in it. */
class SecretsIT {

    private static final String WRONG = "wr0ng-passw0rd";
    private static final String MISTYPED = "mistyped-passw0rd";
    private static final String CLEAR = "clear-passw0rd";
    private static final String OF_THE_KEY = "key-passw0rd";

    @TempDir
    Path folder;

    @Test
    void noPasswordAndNoKeyIsEverLogged() throws Exception {
        Path config = SecureServer.prepare(folder).resolve("config");
        Path logging = config.resolve("logback.xml");
        String text = Files.readString(logging);
        assertThat(text)
                .contains("<logger name=\"org.staithe\" level=\"INFO\"/>")
                .contains("<root level=\"WARN\">");
        Files.writeString(
                logging,
                text.replace("name=\"org.staithe\" level=\"INFO\"", "name=\"org.staithe\" level=\"TRACE\"")
                        .replace("<root level=\"WARN\">", "<root level=\"TRACE\">"));
        TlsIdentity identity = Certificates.authority("CA").server("localhost", "127.0.0.1");
        Path keys = Files.createDirectories(config.resolve("tls"));
        PemFile.write(keys.resolve("server.key"), identity.key());
        Files.writeString(Files.createDirectories(config.resolve("secrets")).resolve("tls-key"), OF_THE_KEY);
        SecureServer.set(config.resolve("org.staithe.tls.files-default.cfg"), ".key.password", "$[secret:tls-key]");
        PemFile.writeChain(keys.resolve("server.pem"), identity);

        String logged;
        try (SecureServer server =
                SecureServer.start(folder, Map.of("default", Map.of(), "implicit", Map.of("tls.implicit", "true")))) {
            converse(server);
            Files.writeString(keys.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
            SecureServer.await("a refusal is logged", Duration.ofSeconds(20), () -> server.said()
                    .contains("in use stays"));
            // The trial tells its user the password that it was started with; that is no log.
            String printed = server.said().replaceFirst("(?s)\nStaithe serves .*? bundles in [^\n]*\n", "\n");
            logged = printed + files(server.home().resolve("log"));
        }

        for (String expected : List.of(" TRACE ", " DEBUG ", "RETR /secret.bin", "ann logged in", "in use stays")) {
            assertThat(logged.contains(expected))
                    .as("the log holds " + expected)
                    .isTrue();
        }
        for (String secret : secrets(identity.key().getEncoded())) {
            assertThat(logged.contains(secret)).as("the log holds " + secret).isFalse();
        }
    }

    private static void converse(SecureServer server) throws IOException {
        try (ScriptedClient client = server.connect("default")) {
            client.says("USER ann").gets(331).says("PASS " + CLEAR).gets(530);
        }
        try (ScriptedClient client = server.connect("default").startsTls()) {
            client.says("USER ann").gets(331).says("PASS " + WRONG).gets(530);
            client.says("PAS " + MISTYPED)
                    .hears()
                    .says("pass  " + MISTYPED)
                    .hears()
                    .says(MISTYPED)
                    .hears();
            client.says("USER ann").gets(331).says("PASSS " + MISTYPED).hears();
        }
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (ScriptedClient client = server.login("default", protocol)) {
                client.uploads("STOR secret.bin", new byte[100_000]);
                assertThat(client.downloads("RETR secret.bin")).hasSize(100_000);
                client.lists("LIST");
                client.says("SITE " + MISTYPED)
                        .hears()
                        .says("ACCT " + MISTYPED)
                        .hears()
                        .says("QUIT")
                        .gets(221);
            }
        }
        int port = server.port("implicit");
        ForeignTls.plain(port).close();
        new ForeignTls().over(ForeignTls.plain(port), port).close();
    }

    /** The passwords, and the key in each form that somebody might print: any 16 bytes of it in a row are too many. */
    private static List<String> secrets(byte[] key) {
        List<String> secrets = new ArrayList<>(List.of(SecureServer.PASSWORD, WRONG, MISTYPED, CLEAR, OF_THE_KEY));
        // An EC key begins with what all of its kind have in common; the secret number is at 36 to 67.
        byte[] secret = Arrays.copyOfRange(key, 36, 68);
        for (int from = 0; from + 16 <= secret.length; from++) {
            byte[] part = Arrays.copyOfRange(secret, from, from + 16);
            secrets.add(HexFormat.of().formatHex(part));
            secrets.add(HexFormat.of().withUpperCase().formatHex(part));
            secrets.add(HexFormat.ofDelimiter(":").withUpperCase().formatHex(part));
            secrets.add(HexFormat.ofDelimiter(" ").formatHex(part));
            String bytes = Arrays.toString(part);
            secrets.add(bytes.substring(1, bytes.length() - 1));
        }
        String pem = Base64.getEncoder().encodeToString(key);
        for (int from = 48; from + 16 <= 88; from += 4) {
            secrets.add(pem.substring(from, from + 16));
        }
        secrets.add(new BigInteger(1, secret).toString());
        secrets.add("PRIVATE KEY");
        return secrets;
    }

    private static String files(Path log) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(log)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
