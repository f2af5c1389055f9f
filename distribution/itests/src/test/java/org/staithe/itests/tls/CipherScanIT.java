// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.itests.SecureServer;

/** What testssl.sh finds in protocols, cipher categories and vulnerabilities. Debian calls it {@code testssl}. */
class CipherScanIT {

    private static final Pattern FINDING =
            Pattern.compile("\"id\"\\s*:\\s*\"([^\"]*)\"[^}]*?\"severity\"\\s*:\\s*\"([^\"]*)\"", Pattern.DOTALL);

    /** Without them nothing has been looked at. */
    private static final List<String> LOOKED_AT = List.of(
            "TLS1", "TLS1_1", "TLS1_2", "TLS1_3", "cipherlist_3DES_IDEA", "heartbleed", "ROBOT", "secure_renego");

    @TempDir
    static Path folder;

    private static SecureServer server;

    @BeforeAll
    static void start() throws Exception {
        server = SecureServer.start(folder, Map.of("default", Map.of(), "implicit", Map.of("tls.implicit", "true")));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"implicit", "default"})
    void nothingIsFoundAboveLow(String listener) throws Exception {
        Path findings = folder.resolve(listener + ".json");
        List<String> command = new ArrayList<>(List.of("testssl", "--quiet", "--warnings", "off", "--color", "0"));
        command.addAll(List.of("--protocols", "--std", "--vulnerable", "--jsonfile", findings.toString()));
        if (listener.equals("default")) {
            command.addAll(List.of("--starttls", "ftp"));
        }
        command.add("127.0.0.1:" + server.port(listener));
        String said = SecureServer.run(Duration.ofMinutes(3), command.toArray(String[]::new))
                .said();
        String json = Files.readString(findings);
        List<MatchResult> found = FINDING.matcher(json).results().toList();
        assertThat(found).as(said).extracting(finding -> finding.group(1)).containsAll(LOOKED_AT);
        assertThat(found)
                .as(said)
                .extracting(finding -> finding.group(1) + " " + finding.group(2))
                .noneMatch(finding -> finding.endsWith(" MEDIUM")
                        || finding.endsWith(" HIGH")
                        || finding.endsWith(" CRITICAL")
                        || finding.endsWith(" FATAL"));
    }
}
