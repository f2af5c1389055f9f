// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpeningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aStrangerWhoComesFirstIsDroppedAndTheClientIsServed() throws Exception {
        try (PassiveOpening opening = Rig.passive();
                Socket stranger = new Socket()) {
            stranger.bind(new InetSocketAddress("127.0.0.2", 0));
            stranger.connect(opening.local());
            try (Socket client = Rig.connect(opening);
                    SocketChannel served = opening.open(PATIENCE)) {
                assertThat(served.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
                assertThat(served.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
                assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void strangersDoNotExtendThePatience() throws Exception {
        try (PassiveOpening opening = Rig.passive();
                Socket stranger = new Socket()) {
            stranger.bind(new InetSocketAddress("127.0.0.2", 0));
            stranger.connect(opening.local());
            assertThatThrownBy(() -> opening.open(Duration.ofMillis(50))).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void afterTheClientNobodyElseCanConnect() throws Exception {
        try (PassiveOpening opening = Rig.passive();
                Socket client = Rig.connect(opening);
                SocketChannel served = opening.open(PATIENCE)) {
            assertThat(served.isConnected()).isTrue();
            assertThat(client.isConnected()).isTrue();
            assertThatThrownBy(() -> Rig.connect(opening)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closeEndsAnOpenThatWaitsAndGivesTheGrantBackOnce() throws Exception {
        Rig.Grant grant = new Rig.Grant();
        PassiveOpening opening = PassiveOpening.bind(grant, Rig.LOOPBACK);
        CompletableFuture<SocketChannel> waiting = opened(opening);
        opening.close();
        opening.close();
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(grant.closed).hasValue(1);
    }

    @Test
    void aPortThatIsTakenGivesItsGrantBack() throws Exception {
        try (PassiveOpening first = Rig.passive()) {
            Rig.Grant grant = new Rig.Grant(first.local());
            assertThatThrownBy(() -> PassiveOpening.bind(grant, Rig.LOOPBACK)).isInstanceOf(BindException.class);
            assertThat(grant.closed).hasValue(1);
        }
    }

    @Test
    void aClientIsTheSameInBothWritingsOfItsAddress() throws Exception {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, 1};
        InetAddress written = Inet6Address.getByAddress(null, mapped, 0);
        assertThat(written).isNotEqualTo(InetAddress.getByName("127.0.0.1"));
        try (PassiveOpening opening = PassiveOpening.bind(new Rig.Grant(), written);
                Socket client = Rig.connect(opening);
                SocketChannel served = opening.open(PATIENCE)) {
            assertThat(served.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
        }
    }

    @Test
    void transfersToDifferentTargetsShareALocalPort() throws Exception {
        InetSocketAddress from;
        try (ServerSocket probe = new ServerSocket(0, 1, Rig.LOOPBACK)) {
            from = new InetSocketAddress(Rig.LOOPBACK, probe.getLocalPort());
        }
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                ServerSocket client = new ServerSocket(0, 1, Rig.LOOPBACK);
                open.add(client);
                SocketChannel channel = active(from, client).open(PATIENCE);
                open.add(channel);
                assertThat(channel.getLocalAddress()).isEqualTo(from);
            }
        } finally {
            for (AutoCloseable each : open) {
                each.close();
            }
        }
    }

    @Test
    void closeEndsAConnectThatWaits() throws Exception {
        try (Full full = new Full()) {
            ActiveOpening opening = active(new InetSocketAddress(Rig.LOOPBACK, 0), full.server);
            CompletableFuture<SocketChannel> waiting = opened(opening);
            opening.close();
            assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThatThrownBy(() -> opening.open(PATIENCE)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void connectingEndsWithThePatience() throws Exception {
        try (Full full = new Full()) {
            ActiveOpening opening = active(new InetSocketAddress(Rig.LOOPBACK, 0), full.server);
            assertThatThrownBy(() -> opening.open(Duration.ofMillis(50))).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aConnectionThatIsHandedOverSurvivesTheClosingOfItsOpening() throws Exception {
        try (ServerSocket client = new ServerSocket(0, 1, Rig.LOOPBACK)) {
            ActiveOpening opening = active(new InetSocketAddress(Rig.LOOPBACK, 0), client);
            try (SocketChannel channel = opening.open(PATIENCE)) {
                opening.close();
                assertThat(channel.isOpen()).isTrue();
            }
        }
    }

    private static ActiveOpening active(InetSocketAddress from, ServerSocket to) {
        return new ActiveOpening(from, new InetSocketAddress(Rig.LOOPBACK, to.getLocalPort()));
    }

    private static CompletableFuture<SocketChannel> opened(DataOpening opening) {
        CompletableFuture<SocketChannel> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(opening.open(PATIENCE));
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        Rig.until(() -> java.util.Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("poll")));
        return result;
    }

    /** A server whose queue is full: a connection to it is neither made nor refused. */
    private static final class Full implements AutoCloseable {
        final ServerSocket server = new ServerSocket(0, 1, Rig.LOOPBACK);
        private final List<SocketChannel> queued = new ArrayList<>();

        Full() throws IOException {
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(server.getLocalSocketAddress());
                queued.add(channel);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (SocketChannel each : queued) {
                each.close();
            }
        }
    }
}
