// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python's ftplib; what is said is in ftplib_session.py. */
class PythonIT extends WithServer {

    private static final int SIZE = 5_000_001;

    private static Path original;
    private static Path script;

    @BeforeAll
    static void prepare() throws Exception {
        original = OddTree.file(folder.resolve("original.bin"), SIZE);
        script = folder.resolve("ftplib_session.py");
        try (var in = PythonIT.class.getResourceAsStream("/ftplib_session.py")) {
            Files.copy(in, script);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"passive", "active"})
    void aWholeSessionGoesWell(String mode) throws Exception {
        python("session", server.port(), mode);
        assertThat(server.root().resolve("session-" + mode)).doesNotExist();
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItStopped() throws Exception {
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            python("cut-upload", network.port(), "up.bin");
        }
        assertThat(server.root().resolve("up.bin")).doesNotExist();
        python("resume-upload", server.port(), "up.bin");
        assertThat(OddTree.sum(server.root().resolve("up.bin")))
                .as("cut at %d", cut)
                .isEqualTo(OddTree.sum(original));
    }

    @Test
    void aDownloadThatWasCutGoesOnWhereItStopped() throws Exception {
        Files.copy(original, server.root().resolve("down.bin"));
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            python("cut-download", network.port(), "down.bin");
        }
        python("resume-download", server.port(), "down.bin");
        assertThat(OddTree.sum(folder.resolve("down.bin"))).as("cut at %d", cut).isEqualTo(OddTree.sum(original));
    }

    private static void python(String what, int port, String argument) throws IOException, InterruptedException {
        String said = Tool.run(
                        Duration.ofSeconds(60),
                        "python3",
                        script.toString(),
                        what,
                        Integer.toString(port),
                        original.toString(),
                        argument)
                .succeeded();
        assertThat(said).endsWith("done\n");
    }
}
