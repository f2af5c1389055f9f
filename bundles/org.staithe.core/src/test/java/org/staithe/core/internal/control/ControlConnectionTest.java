// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.mina.transport.socket.nio.NioSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.staithe.core.internal.control.ControlEvents.Fault;

@Timeout(60)
class ControlConnectionTest {

    private final ControlPlane plane = new ControlPlane(2, 2);
    private final Sessions sessions = new Sessions((channel, line) -> {
        if (line.equals("QUIT")) {
            channel.write("221 Bye.\r\n");
            channel.finish();
        } else {
            channel.write("200 " + line + "\r\n");
        }
    });

    @AfterEach
    void close() {
        plane.close();
    }

    private InetSocketAddress listening() throws IOException {
        return plane.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50, sessions)
                .address();
    }

    @Test
    void aConversationGoesBothWays() throws Exception {
        try (Client client = new Client(listening())) {
            client.hears("220 Ready.")
                    .says("NOOP\r\nSYST\r\n")
                    .hears("200 NOOP")
                    .hears("200 SYST");
            client.says("QUIT\r\n").hears("221 Bye.");
            assertThat(client.hearsTheEnd()).isTrue();
        }
        Recorded session = sessions.next();
        session.awaitEnd();
        assertThat(session.told).containsExactly("NOOP", "SYST", "QUIT");
    }

    @Test
    void bothAddressesAreKnownEvenAfterTheEnd() throws Exception {
        InetSocketAddress server = listening();
        InetSocketAddress address;
        try (Client client = new Client(server)) {
            address = (InetSocketAddress) client.socket().getLocalSocketAddress();
        }
        Recorded session = sessions.next();
        session.awaitEnd();
        assertThat(session.channel.peer()).isEqualTo(address);
        assertThat(session.channel.local()).isEqualTo(server);
    }

    @Test
    void nothingBehindQuitIsDelivered() throws Exception {
        try (Client client = new Client(listening())) {
            client.says("QUIT\r\nDELE a\r\n").hears("220 Ready.").hears("221 Bye.");
            assertThat(client.hearsTheEnd()).isTrue();
        }
        Recorded session = sessions.next();
        session.awaitEnd();
        assertThat(session.told).containsExactly("QUIT");
    }

    @Test
    void theSocketSendsAtOnceAndReadsUrgentDataInLine() throws Exception {
        try (Client client = new Client(listening())) {
            client.hears("220 Ready.");
            ControlConnection connection = (ControlConnection) sessions.next().channel;
            NioSession io = (NioSession) ControlConnectionTest.<Object>mina(connection);
            Socket socket = ((SocketChannel) io.getChannel()).socket();
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getOOBInline()).isTrue();
            assertThat(((SocketChannel) io.getChannel()).getOption(StandardSocketOptions.SO_RCVBUF))
                    .isGreaterThan(16_384);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T mina(ControlConnection connection) throws ReflectiveOperationException {
        var field = ControlConnection.class.getDeclaredField("io");
        field.setAccessible(true);
        return (T) field.get(connection);
    }

    @Test
    void anUrgentDataMarkDoesNotSpoilTheAbort() throws Exception {
        try (Client client = new Client(listening())) {
            client.hears("220 Ready.");
            for (int i = 0; i < 20; i++) {
                Socket socket = client.socket();
                socket.getOutputStream().write(new byte[] {(byte) 255, (byte) 244, (byte) 255});
                socket.sendUrgentData(242);
                client.says("ABOR\r\n").hears("200 ABOR");
            }
        }
    }

    @Test
    void aTooLongLineIsToldOnceAndTheNextIsUnderstood() throws Exception {
        try (Client client = new Client(listening())) {
            client.says("x".repeat(50_000) + "\r\nNOOP\r\n").hears("220 Ready.").hears("200 NOOP");
        }
        assertThat(sessions.next().told).containsExactly(Fault.TOO_LONG, "NOOP");
    }

    @Test
    void aClientThatHasSaidAllStillHearsTheAnswers() throws Exception {
        try (Client client = new Client(listening())) {
            client.says("NOOP\r\nSYST\r\n").socket().shutdownOutput();
            client.hears("220 Ready.").hears("200 NOOP").hears("200 SYST");
            assertThat(client.hearsTheEnd()).isTrue();
        }
    }

    @Test
    void theEndIsToldOnceWhoeverEndsIt() throws Exception {
        InetSocketAddress server = listening();
        List<Recorded> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            try (Client client = new Client(server)) {
                client.hears("220 Ready.");
                Recorded session = sessions.next();
                all.add(session);
                switch (i % 4) {
                    case 0 -> session.channel.abort();
                    case 1 -> {
                        session.channel.finish();
                        session.channel.abort();
                    }
                    case 2 -> client.socket().setSoLinger(true, 0);
                    default -> client.says("NOOP\r\n");
                }
            }
        }
        for (Recorded session : all) {
            session.awaitEnd();
            session.channel.write("226 Nobody hears this.\r\n");
            session.channel.resume();
            session.channel.finish();
            session.channel.abort();
        }
        plane.close();
        assertThat(all).allSatisfy(session -> assertThat(session.closed).hasValue(1));
    }

    @Test
    void aSessionThatFailsEndsAlone() throws Exception {
        Sessions failing = new Sessions((channel, line) -> {
            throw new LinkageError("on purpose");
        });
        try (ControlPlane single = new ControlPlane(1, 1)) {
            ControlListener listener =
                    single.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50, failing);
            try (Client client = new Client(listener.address());
                    Client other = new Client(listener.address())) {
                client.hears("220 Ready.");
                other.hears("220 Ready.");
                client.says("NOOP\r\n");
                assertThat(client.hearsTheEnd()).isTrue();
                failing.next().channel.write("200 Still here.\r\n");
                failing.next().channel.write("200 Still here.\r\n");
                other.hears("200 Still here.");
            }
        }
    }

    @Test
    void aHandlerThatFailsLeavesNoConnection() throws Exception {
        ControlListener listener =
                plane.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50, channel -> {
                    throw new IllegalStateException("on purpose");
                });
        try (Client client = new Client(listener.address())) {
            assertThat(client.hearsTheEnd()).isTrue();
        }
    }

    @Test
    void repliesOfSeveralThreadsStayWholeAndEachInOrder() throws Exception {
        int threads = 4;
        int each = 2_000;
        try (Client client = new Client(listening())) {
            client.hears("220 Ready.");
            ControlChannel channel = sessions.next().channel;
            for (int t = 0; t < threads; t++) {
                int name = t;
                new Thread(() -> {
                            for (int i = 0; i < each; i++) {
                                channel.write(name + " " + i + "\r\n");
                            }
                        })
                        .start();
            }
            int[] heard = new int[threads];
            for (int i = 0; i < threads * each; i++) {
                String[] words = client.line().split(" ");
                int from = Integer.parseInt(words[0]);
                assertThat(Integer.parseInt(words[1])).isEqualTo(heard[from]++);
            }
        }
    }

    @Test
    void whatAClientDoesNotReadIsCountedAndCostsNoMoreThanItself() throws Exception {
        String reply = "200 " + "x".repeat(60) + "\r\n";
        int replies = 400_000;
        long written = (long) reply.length() * replies;
        try (Client client = new Client(listening())) {
            ControlChannel channel = sessions.next().channel;
            long before = used();
            for (int i = 0; i < replies; i++) {
                channel.write(reply);
            }
            // The system's own buffers take some megabytes of it.
            assertThat(channel.unsent()).isBetween(written / 2, written);
            assertThat(used() - before).isLessThan(written * 2);
            long expected = written + "220 Ready.\r\n".length();
            client.socket().getInputStream().skipNBytes(expected);
            await(() -> channel.unsent() == 0);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
