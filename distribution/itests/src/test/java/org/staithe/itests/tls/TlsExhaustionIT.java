// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;

/** Handshakes that are begun and never ended. */
class TlsExhaustionIT {

    /** The head of a record with a ClientHello of 512 bytes, and a little of it. */
    private static final byte[] HALF_HELLO = HexFormat.of().parseHex("16030102000100" + "01fc0303" + "00".repeat(40));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static SecureServer server;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> hasty = Map.of("login.seconds", "2", "connect.seconds", "2", "stall.seconds", "2");
        server = SecureServer.start(
                folder,
                Map.of(
                        "default",
                        hasty,
                        "implicit",
                        Map.of(
                                "tls.implicit", "true",
                                "login.seconds", "2",
                                "connect.seconds", "2",
                                "tls.resumption", "require")));
        Files.write(server.root().resolve("there"), new byte[100_000]);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "half a hello after AUTH"})
    void aHandshakeThatStallsHasItsDeadlineAndHoldsNoThread(String how) throws Exception {
        abortHandshakes(40); // as many threads as such things take
        long threads = server.figures().threads();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = ForeignTls.plain(server.port(how.endsWith("AUTH") ? "default" : "implicit"));
                sockets.add(socket);
                if (how.endsWith("AUTH")) {
                    socket.getOutputStream().write("AUTH TLS\r\n".getBytes(US_ASCII));
                    hears(socket, "234 ");
                }
                if (how.startsWith("half")) {
                    socket.getOutputStream().write(HALF_HELLO);
                }
            }
            assertThat(server.figures().threads()).isLessThan(threads + 20);
            long waiting = System.nanoTime();
            for (Socket socket : sockets) {
                ForeignTls.rest(socket);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - waiting)).isLessThan(Duration.ofSeconds(15));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "half a hello", "dribbling"})
    void aDataConnectionWhoseHandshakeStallsIsGivenUp(String how) throws Exception {
        SecureServer.Figures before;
        try (ScriptedClient client = server.login("default")) {
            before = server.figures();
            try (Socket data = ForeignTls.plain(ForeignTls.passivePort(client))) {
                client.says("RETR there").gets(150);
                if (how.startsWith("half")) {
                    data.getOutputStream().write(HALF_HELLO);
                }
                client.says("NOOP").gets(200); // it may wait for ever, others need not
                Thread dribbling = new Thread(() -> dribble(data));
                if (how.equals("dribbling")) {
                    dribbling.start();
                }
                client.gets(425);
                data.close();
                dribbling.join();
            }
            SecureServer.await(
                    "the port is free", PATIENCE, () -> server.figures().ports() == before.ports());
            client.says("NOOP").gets(200);
        }
    }

    /** A byte at a time, which must not put the deadline off. */
    private static void dribble(Socket data) {
        try {
            for (byte b : HALF_HELLO) {
                data.getOutputStream().write(b);
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException e) {
            // the server has had enough
        }
    }

    @Test
    void aThousandAbortedHandshakesLeaveNothing() throws Exception {
        abortHandshakes(200);
        long buffers = DirectBuffers.bytes(server.pid()); // this opens a port of the JVM's own
        SecureServer.Figures before = settled();
        abortHandshakes(1000);
        SecureServer.await("all is as before", PATIENCE, () -> {
            SecureServer.Figures now = server.figures();
            // A worker more or less is nobody's leak: there are 64 of them, and they go when idle.
            assertThat(now.threads()).isLessThan(before.threads() + 10);
            assertThat(now.descriptors()).isLessThan(before.descriptors() + 10);
            assertThat(now.ports()).isEqualTo(before.ports());
            assertThat(DirectBuffers.bytes(server.pid())).isLessThan(buffers + 2_000_000);
            return true;
        });
        try (ScriptedClient client = server.login("default")) {
            assertThat(client.downloads("RETR there")).hasSize(100_000);
        }
    }

    private static SecureServer.Figures settled() throws InterruptedException, IOException {
        SecureServer.await("no descriptor of a client is left", PATIENCE, () -> {
            long first = server.figures().descriptors();
            Thread.sleep(500);
            return server.figures().descriptors() == first;
        });
        return server.figures();
    }

    /** On control and data connections, in five ways. */
    private static void abortHandshakes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            boolean auth = i % 5 == 3;
            try (Socket socket = ForeignTls.plain(server.port(auth ? "default" : "implicit"))) {
                switch (i % 5) {
                    case 0 -> socket.getOutputStream().write(HALF_HELLO);
                    case 1 -> socket.setSoLinger(true, 0);
                    case 2 -> socket.getOutputStream().write("USER ann\r\n".getBytes(US_ASCII));
                    case 3 -> {
                        socket.getOutputStream().write("AUTH TLS\r\n".getBytes(US_ASCII));
                        hears(socket, "234 ");
                        socket.getOutputStream().write(HALF_HELLO);
                        socket.setSoLinger(true, 0);
                    }
                    default -> {}
                }
            }
            if (i % 20 == 0) {
                abortDataHandshake();
            }
        }
    }

    private static void abortDataHandshake() throws IOException {
        try (ScriptedClient client = server.login("default");
                Socket data = ForeignTls.plain(ForeignTls.passivePort(client))) {
            client.says("RETR there").gets(150);
            data.getOutputStream().write(HALF_HELLO);
            data.close();
            client.gets(425, 426);
        }
    }

    private static void hears(Socket socket, String wanted) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(wanted) < 0 || heard.charAt(heard.length() - 1) != '\n') {
            int b = socket.getInputStream().read();
            assertThat(b).as(heard.toString()).isNotNegative();
            heard.append((char) b);
        }
    }
}
