// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.ScriptedClient;

/** What comes over the control connection and is no FTP, or too much of it. */
class LineAttacksIT extends WithServer {

    private static final byte IAC = (byte) 255;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1", "POST /x HTTP/1.1", "HEAD / HTTP/1.0", "PUT /y HTTP/1.1", "OPTIONS * HTTP/1.1",
                "CONNECT a:21 HTTP/1.1", "PRI * HTTP/2.0", "SSH-2.0-OpenSSH_9.2", "EHLO mail.example", "HELO me"
            })
    void thoseWhoSpeakAnotherProtocolAreHungUpOn(String line) throws IOException {
        try (ScriptedClient client = server.connect()) {
            client.saysRaw((line + "\r\nHost: x\r\n\r\nUSER ann\r\nPASS s3cret\r\nMKD smuggled\r\n").getBytes(UTF_8))
                    .isHungUpOn();
        }
        assertThat(Files.exists(server.root().resolve("smuggled"))).isFalse();
    }

    @Test
    void tenBadCommandsBeforeLoginAreEnough() throws IOException {
        try (ScriptedClient client = server.connect()) {
            for (int i = 0; i < 9; i++) {
                client.says("BOGUS" + i).gets(500, 502, 530);
            }
            client.says("BOGUS").gets(421, 500, 502, 530).isHungUpOn();
        }
    }

    @Test
    void whatIsNotUnderstoodIsNotRepeated() throws IOException {
        try (ScriptedClient client = server.connect()) {
            assertThat(client.says("REFLECTED <script>").gets(500, 502, 530).text())
                    .doesNotContain("script")
                    .doesNotContain("REFLECTED");
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedOnceAndNeverSplit() throws IOException {
        try (ScriptedClient client = server.login()) {
            for (int size : List.of(512, 1024, 4096, 8192, 10_000, 16_384, 1_000_000)) {
                // Wherever it might be split, a command follows.
                client.says("SYST" + " SYST".repeat(size / 5)).gets(500, 501);
                client.says("SYST").gets(215);
            }
        }
    }

    @Test
    void telnetFloodsAreSwallowed() throws IOException {
        byte[] flood = new byte[1 << 20];
        try (ScriptedClient client = server.login()) {
            for (int command : List.of(241, 246)) {
                for (int i = 0; i < flood.length; i += 2) {
                    flood[i] = IAC;
                    flood[i + 1] = (byte) command;
                }
                client.saysRaw(flood).says("NOOP").gets(200);
            }
            for (int i = 0; i + 2 < flood.length; i += 3) {
                flood[i] = IAC;
                flood[i + 1] = (byte) 253;
                flood[i + 2] = 1;
            }
            client.saysRaw(Arrays.copyOf(flood, flood.length / 3 * 3))
                    .says("NOOP")
                    .gets(200);
            client.saysRaw(new byte[] {'N', IAC, (byte) 241, 'O', IAC, (byte) 253, 3, 'O', 'P', '\r', '\n'})
                    .gets(200);
            // An escaped IAC is the octet 255, which no UTF-8 has.
            client.saysRaw(new byte[] {'M', 'K', 'D', ' ', IAC, IAC, '\r', '\n'})
                    .gets(501, 500, 553);
        }
    }

    @Test
    void aSubnegotiationWithoutEndIsNotKept() throws Exception {
        try (ScriptedClient client = server.login()) {
            long before = server.figures().liveHeap();
            byte[] endless = new byte[1 << 20];
            Arrays.fill(endless, (byte) 'x');
            client.saysRaw(new byte[] {IAC, (byte) 250});
            for (int i = 0; i < 20; i++) {
                client.saysRaw(endless);
            }
            assertThat(server.figures().liveHeap() - before).isLessThan(8 << 20);
            client.saysRaw(new byte[] {IAC, (byte) 240}).says("").says("NOOP").hears();
        }
    }

    @Test
    void piecesOfLinesMakeLines() throws Exception {
        try (ScriptedClient client = server.login()) {
            for (byte b : "NOOP\r\n".getBytes(UTF_8)) {
                client.saysRaw(new byte[] {b});
            }
            client.gets(200).saysRaw("NOOP\n".getBytes(UTF_8)).gets(200);
            client.saysRaw("noop\r\nNoOp\r\n".getBytes(UTF_8)).gets(200).gets(200);
        }
    }

    @Test
    void aClientThatPipelinesAndDoesNotReadIsHeldBack() throws Exception {
        long before = server.figures().liveHeap();
        byte[] feats = "FEAT\r\n".repeat(10_000).getBytes(UTF_8);
        long sent = 0;
        try (Socket flooder = new Socket(server.address().getAddress(), server.port())) {
            // A write that blocks for so long means that the server has stopped to read.
            FloodWriter writer = new FloodWriter(flooder, feats, 1000);
            writer.start();
            sent = writer.sentUntilHeldBack(Duration.ofSeconds(20));
            assertThat(server.figures().liveHeap() - before)
                    .as("after %d bytes", sent)
                    .isLessThan(24 << 20);
            try (ScriptedClient other = server.login()) {
                other.says("NOOP").gets(200);
            }
        }
        assertThat(sent).as("all was taken, nothing was held back").isLessThan(feats.length * 1000L);
    }

    @Test
    void aPipelineIsAnsweredInOrder() throws IOException {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            many.write("PWD\r\nNOOP\r\nSYST\r\n".getBytes(UTF_8));
        }
        try (ScriptedClient client = server.login()) {
            client.saysRaw(many.toByteArray());
            for (int i = 0; i < 500; i++) {
                client.gets(257).gets(200).gets(215);
            }
        }
    }
}
