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
import org.junit.jupiter.params.provider.CsvSource;

class LftpIT extends WithServer {

    private static final int SIZE = 8_000_003;

    private static Path original;

    @BeforeAll
    static void prepare() throws Exception {
        original = OddTree.file(folder.resolve("original.bin"), SIZE);
        OddTree.plant(folder.resolve("tree"));
    }

    @ParameterizedTest
    @CsvSource({"LIST,no,yes", "MLSD,yes,yes", "active,yes,no"})
    void aTreeOfOddNamesIsMirroredUpAndDown(String how, String mlsd, String passive) throws Exception {
        String settings = "set ftp:use-mlsd " + mlsd + "; set ftp:passive-mode " + passive + ";";
        lftp(server.port(), settings + "mirror -R '" + folder.resolve("tree") + "' /" + how)
                .succeeded();
        assertThat(OddTree.sums(server.root().resolve(how)))
                .containsExactlyInAnyOrderEntriesOf(OddTree.sums(folder.resolve("tree")));
        Path copy = folder.resolve("copy-" + how);
        lftp(server.port(), settings + "mirror --parallel=3 /" + how + " '" + copy + "'")
                .succeeded();
        assertThat(OddTree.sums(copy)).containsExactlyInAnyOrderEntriesOf(OddTree.sums(folder.resolve("tree")));
    }

    @Test
    void aDownloadThatWasCutGoesOnWhereItStopped() throws Exception {
        Files.copy(original, server.root().resolve("down.bin"));
        Path copy = folder.resolve("down-copy.bin");
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            lftp(network.port(), "set net:max-retries 1; get down.bin -o '" + copy + "'");
            assertThat(network.hasCut()).isTrue();
        }
        lftp(server.port(), "get -c down.bin -o '" + copy + "'").succeeded();
        assertThat(OddTree.sum(copy)).as("cut at %d", cut).isEqualTo(OddTree.sum(original));
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItStopped() throws Exception {
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            lftp(network.port(), "set net:max-retries 1; put '" + original + "' -o up.bin");
            assertThat(network.hasCut()).isTrue();
        }
        assertThat(server.root().resolve("up.bin")).doesNotExist();
        lftp(server.port(), "put -c '" + original + "' -o up.bin").succeeded();
        assertThat(OddTree.sum(server.root().resolve("up.bin")))
                .as("cut at %d", cut)
                .isEqualTo(OddTree.sum(original));
    }

    @Test
    void filesAreMovedAndWholeTreesRemoved() throws Exception {
        OddTree.plant(server.root().resolve("going"));
        lftp(server.port(), "mv going/plain.txt going/moved.txt; cls -1 going/moved.txt; rm -r going")
                .succeeded();
        assertThat(server.root().resolve("going")).doesNotExist();
    }

    private static Tool lftp(int port, String commands) throws IOException, InterruptedException {
        String settings = "set cmd:fail-exit yes; set ftp:ssl-allow no; set net:timeout 10; set net:max-retries 2;"
                + "set net:reconnect-interval-base 1; set ftp:charset UTF-8; set file:charset UTF-8;";
        String open = "open -u " + ServerProcess.USER + "," + ServerProcess.PASSWORD + " 127.0.0.1:" + port + ";";
        return Tool.run(Duration.ofSeconds(60), "lftp", "-c", settings + open + commands);
    }
}
