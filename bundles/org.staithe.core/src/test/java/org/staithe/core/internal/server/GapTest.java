// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.auth.Authenticator;
import org.staithe.auth.User;
import org.staithe.auth.UserStore;
import org.staithe.auth.Verdict;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.session.SessionControl;
import org.staithe.testkit.config.Settings;

/** What clients see between an old plugin and a new one. */
class GapTest {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ExecutorService others = Executors.newCachedThreadPool();
    private RunningFramework framework;
    private Server server;
    private Listener listener;
    private SessionControl control;
    private Socket socket;
    private BufferedReader in;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        server = new Server(
                framework.context(),
                Settings.of(
                        ServerConfig.class, Map.of("swap.grace.seconds", (int) GRACE.toSeconds(), "drain.seconds", 1)));
        control = framework.context().getService(framework.context().getServiceReference(SessionControl.class));
        listener = new Listener(server, Settings.of(ListenerConfig.class, Map.of("port", 0)));
        InetSocketAddress address = server.status().listeners().get(0).address();
        socket = new Socket(address.getAddress(), address.getPort());
        in = greeted(socket);
    }

    private static BufferedReader greeted(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(in.readLine()).startsWith("220");
        return in;
    }

    @AfterEach
    void stop() throws Exception {
        socket.close();
        listener.stop();
        server.stop();
        framework.close();
        others.shutdownNow();
    }

    private ServiceRegistration<Command> offer(String verb, Command command) {
        return framework.offer(
                Command.class, command, Map.of("staithe.command.verb", verb, "staithe.command.when", "ALWAYS"));
    }

    private static Command answering(String text) {
        return exchange -> Reply.of(200, text);
    }

    private void say(String line) throws IOException {
        say(socket, line);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Says something, and returns when the server has begun with it. */
    private void sayAndAwaitArrival(String line) throws IOException {
        say(line);
        String verb = line.split(" ")[0];
        while (control.sessions().stream()
                .noneMatch(session -> session.lastCommand().startsWith(verb))) {
            Thread.onSpinWait();
        }
    }

    /** Returns when nobody gets it any more; it may go on for a while with those that have it. */
    private Future<?> beginToStop(String verb, ServiceRegistration<Command> command) {
        Future<?> stopping = others.submit(command::unregister);
        while (server.status().plugins().stream()
                .anyMatch(plugin -> plugin.name().equals(verb))) {
            Thread.onSpinWait();
        }
        return stopping;
    }

    @Test
    void aVerbThatIsReplacedAnswersWhoAskedMeanwhile() throws Exception {
        offer("GREET", answering("old")).unregister();
        sayAndAwaitArrival("GREET");
        offer("GREET", answering("new"));
        assertThat(in.readLine()).isEqualTo("200 new");
    }

    @Test
    void aSiteVerbThatIsReplacedIsWaitedForByItsSecondWord() throws Exception {
        offer("SITE GREET", answering("old")).unregister();
        sayAndAwaitArrival("SITE greet ann");
        offer("SITE OTHER", answering("other"));
        offer("SITE GREET", exchange -> Reply.of(200, exchange.request().argument()));
        assertThat(in.readLine()).isEqualTo("200 ann");
    }

    @Test
    void aVerbThatDoesNotComeBackIsAnswered502WhenGraceIsOver() throws Exception {
        offer("GREET", answering("old")).unregister();
        long began = System.nanoTime();
        say("GREET");
        assertThat(in.readLine()).isEqualTo("502 Command not implemented.");
        assertThat(System.nanoTime() - began).isLessThan(GRACE.multipliedBy(2).toNanos());
        long again = System.nanoTime();
        say("GREET");
        assertThat(in.readLine()).startsWith("502");
        assertThat(System.nanoTime() - again).isLessThan(GRACE.dividedBy(2).toNanos());
    }

    @Test
    void aVerbThatNeverWasIsAnsweredAtOnce() throws Exception {
        offer("GREET", answering("old")).unregister();
        long began = System.nanoTime();
        say("GREAT");
        assertThat(in.readLine()).startsWith("502");
        assertThat(System.nanoTime() - began).isLessThan(GRACE.dividedBy(2).toNanos());
    }

    @Test
    void whoWaitsIsServedByTheNewVersionEvenIfTheOldOneIsStillBusy() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ServiceRegistration<Command> old = offer("GREET", exchange -> {
            entered.countDown();
            await(go);
            return Reply.of(200, "old");
        });
        say("GREET");
        await(entered);
        Future<?> stopping = beginToStop("GREET", old);
        say("GREET");
        offer("GREET", answering("new"));
        go.countDown();
        assertThat(in.readLine()).isEqualTo("200 old");
        assertThat(in.readLine()).isEqualTo("200 new");
        stopping.get(5, TimeUnit.SECONDS);
    }

    @Test
    void graceBeginsWhenTheOldVersionHasEndedItsLastCall() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        long began = System.nanoTime();
        ServiceRegistration<Command> old = offer("GREET", exchange -> {
            entered.countDown();
            assertThat(awaited(never, GRACE.plus(GRACE.dividedBy(2)))).isFalse();
            return Reply.of(200, "old");
        });
        ServiceRegistration<Command> idle = offer("PART", answering("old"));
        say("GREET");
        await(entered);
        idle.unregister();
        Future<?> stopping = beginToStop("GREET", old);
        try (Socket one = new Socket(socket.getInetAddress(), socket.getPort());
                Socket two = new Socket(socket.getInetAddress(), socket.getPort())) {
            BufferedReader first = greeted(one);
            BufferedReader second = greeted(two);
            say(one, "GREET");
            say(two, "PART");
            stopping.get(5, TimeUnit.SECONDS);
            assertThat(System.nanoTime() - began).isGreaterThan(GRACE.toNanos());
            offer("GREET", answering("new"));
            offer("PART", answering("new"));
            assertThat(first.readLine()).isEqualTo("200 new");
            assertThat(second.readLine()).isEqualTo("200 new");
        }
    }

    @Test
    void aUserStoreThatIsReplacedDelaysTheLoginAndIsNoFaultOfTheAuthenticator() throws Exception {
        framework.offer(Authenticator.class, credentials -> new Verdict.Accepted(credentials.userName()), Map.of());
        UserStore store = name -> Optional.of(User.named(name).build());
        framework.offer(UserStore.class, store, Map.of()).unregister();
        say("USER ann");
        assertThat(in.readLine()).startsWith("331");
        sayAndAwaitArrival("PASS");
        framework.offer(UserStore.class, store, Map.of());
        assertThat(in.readLine()).startsWith("230");
    }

    private static void await(CountDownLatch latch) {
        assertThat(awaited(latch, Duration.ofSeconds(10))).isTrue();
    }

    private static boolean awaited(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
