// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.DataMode;
import org.staithe.testkit.client.ScriptedClient;

/** A server on ::1, where there is one. */
class Ipv6IT {

    private static final byte[] CONTENT = OddTree.bytes(new Random(6), 1_000_000);

    @TempDir
    static Path folder;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback, 0));
        } catch (IOException e) {
            Assumptions.abort("no IPv6 here: " + e.getMessage());
        }
        server = ServerProcess.start(folder, loopback);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPSV", "EPRT"})
    void filesComeThroughBothWays(DataMode mode) throws IOException {
        try (ScriptedClient client = server.login().uses(mode)) {
            client.uploads("STOR " + mode, CONTENT);
            assertThat(client.downloads("RETR " + mode)).isEqualTo(CONTENT);
            assertThat(client.lists("NLST")).contains(mode.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASV", "EPSV 1", "PORT 127,0,0,1,200,1", "EPRT |2|2001:db8::1|50000|", "EPRT |2|::1|25|"})
    void whatIsNotOfThisAddressIsRefused(String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says(command).gets(425, 500, 501, 502, 504, 522);
        }
    }

    @Test
    void curlAndLftpFindTheirWay() throws Exception {
        Path original = OddTree.file(folder.resolve("original.bin"), 1_000_003);
        String user = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
        String url = "ftp://" + user + "@" + server.authority() + "/";
        Tool.run(Duration.ofSeconds(20), "curl", "-sS", "-g", "-T", original.toString(), url + "curl.bin")
                .succeeded();
        Tool.run(
                        Duration.ofSeconds(20),
                        "curl",
                        "-sS",
                        "-g",
                        "--ftp-port",
                        "::1",
                        "-T",
                        original.toString(),
                        url + "active.bin")
                .succeeded();
        Tool.run(
                        Duration.ofSeconds(20),
                        "lftp",
                        "-c",
                        "set ftp:ssl-allow no; set cmd:fail-exit yes; set net:max-retries 1; open " + url + "; put "
                                + original + " -o lftp.bin")
                .succeeded();
        for (String name : new String[] {"curl.bin", "active.bin", "lftp.bin"}) {
            assertThat(OddTree.sum(server.root().resolve(name))).as(name).isEqualTo(OddTree.sum(original));
        }
    }
}
