// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonsNetIT extends WithServer {

    private static final byte[] CONTENT = OddTree.bytes(new Random(7), 4_000_001);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oddNamesGoUpAreListedAndComeDown(boolean passive) throws IOException {
        FTPClient client = login(server.port());
        if (passive) {
            client.enterLocalPassiveMode();
        } else {
            client.enterLocalActiveMode();
        }
        String parent = "/odd-" + passive;
        assertThat(client.makeDirectory(parent)).isTrue();
        assertThat(client.changeWorkingDirectory(parent)).isTrue();
        for (String name : OddTree.NAMES) {
            assertThat(client.storeFile(name, new ByteArrayInputStream(CONTENT, 0, 1000)))
                    .as(name)
                    .isTrue();
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            assertThat(client.retrieveFile(name, back)).as(name).isTrue();
            assertThat(back.size()).isEqualTo(1000);
        }
        String[] names = OddTree.NAMES.toArray(String[]::new);
        assertThat(client.listNames()).containsExactlyInAnyOrder(names);
        assertThat(client.mlistDir()).extracting(FTPFile::getName).contains(names);
        // Its LIST parser trims nothing either.
        assertThat(client.listFiles()).extracting(FTPFile::getName).containsExactlyInAnyOrder(names);
        for (String name : OddTree.NAMES) {
            assertThat(client.rename(name, name + "2")).as(name).isTrue();
            assertThat(client.deleteFile(name + "2")).as(name).isTrue();
        }
        assertThat(client.changeToParentDirectory()).isTrue();
        assertThat(client.removeDirectory(parent)).isTrue();
        assertThat(client.logout()).isTrue();
    }

    @Test
    void anUploadThatWasCutGoesOnWhereItStopped() throws IOException {
        int cut = 1 + new Random().nextInt(CONTENT.length - 1);
        try (CuttingProxy network = new CuttingProxy(server.address(), cut)) {
            FTPClient unlucky = login(network.port());
            unlucky.enterLocalPassiveMode();
            try {
                unlucky.storeFile("up.bin", new ByteArrayInputStream(CONTENT));
            } catch (IOException e) {
                // the network broke
            }
            assertThat(network.hasCut()).isTrue();
        }
        assertThat(server.root().resolve("up.bin")).doesNotExist();
        FTPClient client = login(server.port());
        client.enterLocalPassiveMode();
        String there = client.getSize("up.bin");
        int offset = there == null ? 0 : Integer.parseInt(there);
        client.setRestartOffset(offset);
        InputStream rest = new ByteArrayInputStream(CONTENT, offset, CONTENT.length - offset);
        assertThat(client.storeFile("up.bin", rest)).as(client.getReplyString()).isTrue();
        assertThat(Files.readAllBytes(server.root().resolve("up.bin")))
                .as("cut at %d", cut)
                .isEqualTo(CONTENT);
    }

    @Test
    void aDownloadBeginsWhereTheClientWants() throws IOException {
        Files.write(server.root().resolve("down.bin"), CONTENT);
        FTPClient client = login(server.port());
        client.enterLocalPassiveMode();
        client.setRestartOffset(CONTENT.length - 10);
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("down.bin", end)).isTrue();
        assertThat(end.toByteArray()).isEqualTo(Arrays.copyOfRange(CONTENT, CONTENT.length - 10, CONTENT.length));
    }

    @Test
    void uniqueAndAppendedFilesAreWhereTheReplySays() throws IOException {
        FTPClient client = login(server.port());
        client.enterLocalPassiveMode();
        assertThat(client.storeUniqueFile(new ByteArrayInputStream(CONTENT))).isTrue();
        Files.write(server.root().resolve("log"), new byte[] {1, 2});
        assertThat(client.appendFile("log", new ByteArrayInputStream(new byte[] {3})))
                .isTrue();
        assertThat(Files.readAllBytes(server.root().resolve("log"))).containsExactly(1, 2, 3);
    }

    private static FTPClient login(int port) throws IOException {
        FTPClient client = new FTPClient();
        client.setControlEncoding("UTF-8");
        client.setConnectTimeout(5000);
        client.setDefaultTimeout(10_000);
        client.setDataTimeout(Duration.ofSeconds(10));
        client.connect("127.0.0.1", port);
        client.setSoTimeout(10_000);
        assertThat(client.login(ServerProcess.USER, ServerProcess.PASSWORD)).isTrue();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }
}
