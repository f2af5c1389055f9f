// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BackPressureTest {

    private static final int LINES = 10_000;

    private final ControlPlane plane = new ControlPlane(1, 1);
    private final ExecutorService workers = Executors.newFixedThreadPool(3);

    @AfterEach
    void close() {
        workers.shutdownNow();
        plane.close();
    }

    private InetSocketAddress listening(ConnectionHandler handler) throws IOException {
        return plane.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50, handler)
                .address();
    }

    @Test
    void nothingIsDeliveredAfterASuspendInALine() throws Exception {
        Sessions sessions = new Sessions((channel, line) -> channel.suspend());
        try (Client client = new Client(listening(sessions))) {
            client.hears("220 Ready.").says("1\r\n2\r\n3\r\n");
            Recorded session = sessions.next();
            assertThat(session.next()).isEqualTo("1");
            client.says("4\r\n");
            assertThat(session.told.poll(100, TimeUnit.MILLISECONDS)).isNull();
            for (String line : new String[] {"2", "3", "4"}) {
                session.channel.resume();
                assertThat(session.next()).isEqualTo(line);
                assertThat(session.told).isEmpty();
            }
        }
    }

    @Test
    void aSuspendedClientIsHeldByItsOwnFlowControl() throws Exception {
        Sessions sessions = new Sessions((channel, line) -> channel.suspend());
        try (Client client = new Client(listening(sessions))) {
            client.hears("220 Ready.");
            AtomicInteger sent = new AtomicInteger();
            byte[] block = "NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 10_000; i++) {
                        client.socket().getOutputStream().write(block);
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    // the end of the test
                }
            });
            flood.start();
            sessions.next();
            flood.join(1_000);
            assertThat(flood.isAlive()).isTrue();
            assertThat(sent.get()).isLessThan(1_000);
        }
    }

    @Test
    void everyLineComesOnceAndInOrderWhenEachIsAnsweredByAnotherThread() throws Exception {
        AtomicInteger expected = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>();
        Sessions sessions = new Sessions((channel, line) -> {
            if (Integer.parseInt(line) != expected.getAndIncrement()) {
                wrong.compareAndSet(null, line);
            }
            channel.suspend();
            workers.execute(() -> {
                channel.write("200 " + line + "\r\n");
                channel.resume();
            });
        });
        conversation(listening(sessions));
        assertThat(wrong).hasNullValue();
    }

    @Test
    void noLineIsLostOrDoubledWhileOthersSuspendAndResumeAtRandom() throws Exception {
        AtomicBoolean inside = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        AtomicInteger expected = new AtomicInteger();
        Sessions sessions = new Sessions((channel, line) -> {
            if (!inside.compareAndSet(false, true) || Integer.parseInt(line) != expected.getAndIncrement()) {
                wrong.compareAndSet(null, line);
            }
            channel.write("200 " + line + "\r\n");
            inside.set(false);
        });
        InetSocketAddress server = listening(sessions);
        AtomicBoolean over = new AtomicBoolean();
        workers.execute(() -> toggle(sessions, over));
        conversation(server);
        over.set(true);
        assertThat(wrong).hasNullValue();
    }

    private static void toggle(Sessions sessions, AtomicBoolean over) {
        try {
            ControlChannel channel = sessions.next().channel;
            Random random = new Random(7);
            while (!over.get()) {
                channel.suspend();
                for (int i = random.nextInt(2_000); i > 0; i--) {
                    Thread.onSpinWait();
                }
                channel.resume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends all lines as fast as it goes and expects an answer to each, in order. */
    private void conversation(InetSocketAddress server) throws Exception {
        try (Client client = new Client(server)) {
            workers.submit(() -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < LINES; i++) {
                    all.append(i).append("\r\n");
                }
                return client.says(all.toString());
            });
            client.hears("220 Ready.");
            for (int i = 0; i < LINES; i++) {
                client.hears("200 " + i);
            }
        }
    }

    @Test
    void aClientThatDoesNotReadIsAnsweredNoFurtherUntilItDoes() throws Exception {
        String answer = "200 " + "x".repeat(4_000) + "\r\n";
        AtomicLong most = new AtomicLong();
        Sessions sessions = new Sessions((channel, line) -> {
            channel.write(answer);
            most.accumulateAndGet(channel.unsent(), Math::max);
        });
        try (Client client = new Client(listening(sessions))) {
            workers.submit(() -> client.says("STAT\r\n".repeat(LINES)));
            Recorded session = sessions.next();
            int lines = 0;
            while (session.told.poll(1, TimeUnit.SECONDS) != null) {
                lines++;
            }
            assertThat(lines).isBetween(1, LINES - 1);
            assertThat(session.channel.unsent()).isPositive();
            client.hears("220 Ready.");
            for (int i = 0; i < LINES; i++) {
                client.hears(answer.strip());
            }
        }
        assertThat(most.get()).isLessThan(64 * 1024 + 2L * answer.length());
    }

    @Test
    void aReplyOnItsWayArrivesWholeEvenIfLinesAreSuspended() throws Exception {
        Sessions sessions = new Sessions((channel, line) -> channel.suspend());
        try (Client client = new Client(listening(sessions))) {
            client.hears("220 Ready.");
            Recorded session = sessions.next();
            int size = 20_000_000;
            session.channel.write("x".repeat(size) + "\r\n");
            awaitThatNothingMoreCanBeSent(session.channel);
            client.says("1\r\n2\r\n");
            assertThat(session.told.poll(100, TimeUnit.MILLISECONDS)).isNull();
            client.socket().getInputStream().skipNBytes(size + 2);
            assertThat(session.next()).isEqualTo("1");
        }
    }

    private static void awaitThatNothingMoreCanBeSent(ControlChannel channel) throws InterruptedException {
        AtomicLong before = new AtomicLong(Long.MAX_VALUE);
        AtomicLong since = new AtomicLong(System.nanoTime());
        ControlConnectionTest.await(() -> {
            if (before.getAndSet(channel.unsent()) != channel.unsent()) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > TimeUnit.MILLISECONDS.toNanos(300);
        });
    }

    @Test
    void linesBeforeTheClientsEndAreDeliveredAfterAResume() throws Exception {
        Sessions sessions = new Sessions((channel, line) -> {
            channel.write("200 " + line + "\r\n");
            channel.suspend();
        });
        try (Client client = new Client(listening(sessions))) {
            client.says("1\r\n2\r\n").socket().shutdownOutput();
            client.hears("220 Ready.").hears("200 1");
            ControlChannel channel = sessions.next().channel;
            channel.resume();
            client.hears("200 2");
            channel.resume();
            assertThat(client.hearsTheEnd()).isTrue();
        }
    }
}
