// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.DataMode;
import org.staithe.testkit.client.ScriptedClient;

/** Data connections to, from and between the wrong people; RFC 2577. */
class DataAttacksIT extends WithServer {

    private static final byte[] CONTENT = OddTree.bytes(new Random(3), 100_000);
    private static final int[] REFUSED = {500, 501, 503, 504, 522, 530};

    @BeforeAll
    static void prepare() throws Exception {
        Files.write(server.root().resolve("file.bin"), CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORT 127,0,0,2,200,1",
                "PORT 192,0,2,1,200,1",
                "EPRT |1|192.0.2.1|50000|",
                "EPRT |1|127.0.0.2|50000|",
                "EPRT |2|::ffff:192.0.2.1|50000|",
                "EPRT |2|::ffff:127.0.0.2|50000|",
                "EPRT |2|2001:db8::1|50000|",
                "PORT 0,0,0,0,200,1",
                "PORT 224,0,0,1,200,1",
                "PORT 255,255,255,255,200,1",
                "EPRT |2|::|50000|",
                "PORT 127,0,0,1,0,0",
                "PORT 127,0,0,1,0,25",
                "PORT 127,0,0,1,3,255",
                "EPRT |1|127.0.0.1|119|",
                "PORT 127,0,0,1,256,1",
                "PORT 127,0,0,1,-1,1",
                "PORT 127,0,0,1,200",
                "PORT 127,0,0,1,200,1,1",
                "PORT 127,0,0,1,+200,1",
                "PORT a,b,c,d,e,f",
                "PORT",
                "PORT 4294967423,0,0,1,200,1",
                "EPRT",
                "EPRT |1|127.0.0.1|65536|",
                "EPRT |1|127.0.0.1|-1|",
                "EPRT |1|localhost|50000|",
                "EPRT |3|127.0.0.1|50000|",
                "EPRT |1|127.0.0.1|50000",
                "EPRT |1|127.1|50000|"
            })
    void theServerConnectsToNobodyElse(String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says(command).gets(REFUSED);
            client.says("RETR file.bin").gets(425, 503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REST -1",
                "REST +1",
                "REST 1x",
                "REST 0x10",
                "REST 9223372036854775808",
                "REST 18446744073709551616",
                "REST",
                "REST \u0661",
                "REST 1 2",
                "ALLO -1",
                "ALLO 99999999999999999999",
                "ALLO x",
                "EPSV 3",
                "TYPE L 9"
            })
    void numbersThatAreNoneAreRefused(String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says(command).gets(501, 504, 522, 552);
            assertThat(client.downloads("RETR file.bin")).isEqualTo(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100_001, 1_000_000_000_000L, Long.MAX_VALUE})
    void nothingBeginsBeyondTheEndOfAFile(long offset) throws IOException {
        try (ScriptedClient client = server.login()) {
            for (String command : List.of("RETR file.bin", "STOR file.bin", "STOR new-" + offset)) {
                client.says("EPSV").gets(229).says("REST " + offset).gets(350);
                client.says(command).gets(501, 550, 551, 554);
            }
            assertThat(client.downloads("RETR file.bin")).isEqualTo(CONTENT);
            assertThat(server.root().resolve("new-" + offset)).doesNotExist();
        }
    }

    @Test
    void afterEpsvAllThereIsOnlyEpsv() throws IOException {
        try (ScriptedClient client = server.login()) {
            client.says("EPSV ALL").gets(200);
            client.says("PASV").gets(REFUSED).says("PORT 127,0,0,1,200,1").gets(REFUSED);
            client.says("EPRT |1|127.0.0.1|50000|").gets(REFUSED);
            assertThat(client.downloads("RETR file.bin")).isEqualTo(CONTENT);
        }
    }

    @Test
    void oneAddressServesOneTransfer() throws IOException {
        try (ScriptedClient client = server.login()) {
            try (DataConnection data = client.opensData()) {
                client.says("RETR file.bin").says("RETR file.bin").gets(150);
                assertThat(data.receives()).isEqualTo(CONTENT);
            }
            client.gets(226).gets(425);
            client.says("RETR file.bin").gets(425);
        }
    }

    @Test
    void aStrangerWhoIsFirstGetsNothingAndTheOwnerEverything() throws IOException {
        try (ScriptedClient client = server.login().uses(DataMode.EPSV)) {
            int port = passivePort(client);
            client.says("RETR file.bin");
            try (Socket stranger = strangerTo(port)) {
                assertNothingComes(stranger);
                try (Socket own = new Socket(server.address().getAddress(), port)) {
                    client.gets(150);
                    assertThat(own.getInputStream().readAllBytes()).isEqualTo(CONTENT);
                }
            }
            client.gets(226);
        }
    }

    @Test
    void aStrangerPutsNothingIntoAnUpload() throws IOException {
        try (ScriptedClient client = server.login()) {
            int port = passivePort(client);
            try (Socket stranger = strangerTo(port)) {
                client.says("STOR theirs.bin");
                assertNothingComes(stranger);
                try (Socket own = new Socket(server.address().getAddress(), port)) {
                    own.getOutputStream().write(CONTENT);
                }
            }
            client.gets(150).gets(226);
            assertThat(server.root().resolve("theirs.bin")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void passivePortsCannotBeGuessed() throws IOException {
        try (ScriptedClient client = server.login()) {
            List<Integer> steps = new ArrayList<>();
            int last = passivePort(client);
            for (int i = 0; i < 20; i++) {
                int next = passivePort(client);
                steps.add(Math.abs(next - last));
                last = next;
            }
            assertThat(steps.stream().filter(step -> step <= 2).count())
                    .as("steps %s", steps)
                    .isLessThan(10);
        }
    }

    @Test
    void aNewPassivePortReplacesTheLastAndIsOnlyOnTheControlAddress() throws Exception {
        ScriptedClient client = server.login();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ports.add(passivePort(client));
        }
        Await.until(
                "one port is open",
                Duration.ofSeconds(2),
                () -> server.figures().listeningPorts() == 2);
        int port = ports.get(ports.size() - 1);
        assertThatThrownBy(() -> new Socket("127.0.0.3", port).close()).isInstanceOf(ConnectException.class);
        client.close();
        Await.until(
                "none is open", Duration.ofSeconds(5), () -> server.figures().listeningPorts() == 1);
    }

    private static int passivePort(ScriptedClient client) {
        String text = client.says("EPSV").gets(229).text();
        return Integer.parseInt(text.replaceFirst("(?s).*\\|\\|\\|(\\d+)\\|.*", "$1"));
    }

    private static Socket strangerTo(int port) throws IOException {
        return new Socket(server.address().getAddress(), port, InetAddress.getByName("127.0.0.2"), 0);
    }

    private static void assertNothingComes(Socket stranger) throws IOException {
        stranger.setSoTimeout(5000);
        try {
            stranger.getOutputStream().write("injected".getBytes(StandardCharsets.UTF_8));
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException e) {
            // reset: all the better
        }
    }
}
