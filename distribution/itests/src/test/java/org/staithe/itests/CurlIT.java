// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.testkit.client.ScriptedClient;

class CurlIT extends WithServer {

    private static final int SIZE = 8_000_003;

    private static Path original;

    @BeforeAll
    static void prepare() throws Exception {
        original = OddTree.file(folder.resolve("original.bin"), SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "extended passive,--ftp-pasv",
        "passive,--disable-epsv",
        "active,--ftp-port -",
        "PORT,--disable-eprt --ftp-port -"
    })
    void filesComeThroughBothWays(String how, String options) throws Exception {
        String name = how.replace(' ', '-') + ".bin";
        curl(options + " -T " + original + " " + url(name)).succeeded();
        assertThat(OddTree.sum(server.root().resolve(name))).isEqualTo(OddTree.sum(original));
        Path copy = folder.resolve("copy-" + name);
        curl(options + " -o " + copy + " " + url(name)).succeeded();
        assertThat(OddTree.sum(copy)).isEqualTo(OddTree.sum(original));
        assertThat(curl(options + " " + url("")).succeeded()).contains(name);
        assertThat(curl(options + " --list-only " + url("")).succeeded().lines())
                .contains(name);
    }

    @Test
    void filesAreRenamedAndDeletedInFoldersThatCurlMakes() throws Exception {
        curl("--ftp-create-dirs -T " + original + " " + url("new/folder/old-name"))
                .succeeded();
        List<String> command = new ArrayList<>(List.of("-Q", "-RNFR new/folder/old-name", "-Q", "-RNTO new/new-name"));
        curl(command, url("")).succeeded();
        assertThat(server.root().resolve("new/new-name")).hasSize(SIZE);
        curl(List.of("-Q", "-DELE new/new-name", "-Q", "-RMD new/folder"), url(""))
                .succeeded();
        assertThat(server.root().resolve("new")).isEmptyDirectory();
    }

    @Test
    void textHasNetworkLineEndsOnTheWireAndLocalOnesOnBothSides() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "one\ntwo\n");
        curl("--use-ascii --crlf -T " + text + " " + url("text.txt")).succeeded();
        assertThat(server.root().resolve("text.txt")).hasContent("one\ntwo\n");
        assertThat(curl("--use-ascii " + url("text.txt")).succeeded()).isEqualTo("one\ntwo\n");
        try (ScriptedClient client = server.login().says("TYPE A").gets(200)) {
            assertThat(client.downloads("RETR text.txt")).asString().isEqualTo("one\r\ntwo\r\n");
        }
    }

    @Test
    void aDownloadThatWasCutGoesOnWhereItStopped() throws Exception {
        Files.copy(original, server.root().resolve("down.bin"));
        Path copy = folder.resolve("down-copy.bin");
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            assertThat(curl("-o " + copy + " " + url(network, "down.bin")).exitCode())
                    .as("cut at %d", cut)
                    .isNotZero();
        }
        assertThat(Files.size(copy)).as("cut at %d", cut).isLessThanOrEqualTo(cut);
        curl("-C - -o " + copy + " " + url("down.bin")).succeeded();
        assertThat(OddTree.sum(copy)).as("cut at %d", cut).isEqualTo(OddTree.sum(original));
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItStopped() throws Exception {
        int cut = 1 + new Random().nextInt(SIZE - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            assertThat(curl("-T " + original + " " + url(network, "up.bin")).exitCode())
                    .as("cut at %d", cut)
                    .isNotZero();
        }
        assertThat(server.root().resolve("up.bin")).doesNotExist();
        String said = curl("-v -C - -T " + original + " " + url("up.bin")).succeeded();
        assertThat(OddTree.sum(server.root().resolve("up.bin")))
                .as("cut at %d; %s", cut, said)
                .isEqualTo(OddTree.sum(original));
    }

    private static String url(String path) {
        return "ftp://" + server.authority() + "/" + path;
    }

    private static String url(CuttingProxy network, String path) {
        return "ftp://127.0.0.1:" + network.port() + "/" + path;
    }

    private static Tool curl(String arguments) throws IOException, InterruptedException {
        return curl(List.of(arguments.split(" ")), "");
    }

    private static Tool curl(List<String> arguments, String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--user"));
        command.add(ServerProcess.USER + ":" + ServerProcess.PASSWORD);
        command.addAll(arguments);
        if (!url.isEmpty()) {
            command.add(url);
        }
        return Tool.run(Duration.ofSeconds(60), command.toArray(String[]::new));
    }
}
