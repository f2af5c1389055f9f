// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.ScriptedClient;

/** {@code trial --read-only}: no verb at all may change anything. */
class ReadOnlyIT {

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static Map<String, String> before;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(folder, "--read-only");
        Files.write(server.root().resolve("file"), new byte[100]);
        Files.createDirectory(server.root().resolve("folder"));
        before = OddTree.sums(server.root());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOR new",
                "STOR file",
                "APPE file",
                "APPE new",
                "STOU",
                "DELE file",
                "RMD folder",
                "XRMD folder",
                "MKD new",
                "XMKD new",
                "MFMT 20200101000000 file",
                "MFCT 20200101000000 file",
                "MFF modify=20200101000000; file",
                "MDTM 20200101000000 file",
                "SITE CHMOD 777 file",
                "SITE UTIME 20200101000000 file"
            })
    void nothingIsChanged(String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("EPSV").gets(229);
            assertThat(client.says(command).hears().reply().code()).isGreaterThanOrEqualTo(500);
        }
        assertThat(OddTree.sums(server.root())).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(server.root().resolve("file")).toString())
                .doesNotStartWith("2020");
    }

    @Test
    void nothingIsRenamed() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("RNFR file").hears();
            assertThat(client.says("RNTO other").hears().reply().code()).isGreaterThanOrEqualTo(500);
        }
        assertThat(OddTree.sums(server.root())).isEqualTo(before);
    }

    @Test
    void filesAndListingsComeDown() throws IOException {
        try (ScriptedClient client = server.login()) {
            assertThat(client.downloads("RETR file")).hasSize(100);
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("file", "folder");
        }
    }
}
