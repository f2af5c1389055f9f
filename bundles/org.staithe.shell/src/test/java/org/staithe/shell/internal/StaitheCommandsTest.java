// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.staithe.session.ServerStatus;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;
import org.staithe.session.TransferReport.Result;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;

class StaitheCommandsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Session IDLE = SampleSession.builder()
            .id("s1")
            .connected(NOW.minusSeconds(3_900))
            .active(NOW.minusSeconds(65))
            .lastCommand("PWD")
            .build();
    private static final Session BUSY = SampleSession.builder()
            .id("s2")
            .user("ann")
            .secure(true)
            .connected(NOW.minusSeconds(10))
            .active(NOW.minusSeconds(9))
            .lastCommand("RETR a")
            .transfer(SampleTransfer.download("/a")
                    .bytes(3 << 20)
                    .took(Duration.ofSeconds(2))
                    .ended(Result.RUNNING, 0)
                    .build())
            .build();

    @Test
    void sessionsAreShownWithWhatTheyDo() {
        assertThat(commands(new Control(IDLE, BUSY), null).sessions()).isEqualTo("""
                SESSION  USER  PEER             LISTENER  TLS  CONNECTED  IDLE   LAST COMMAND  TRANSFER
                s1       -     127.0.0.1:40000  default   no   1h05m      1m05s  PWD           -
                s2       ann   127.0.0.1:40000  default   yes  10s        -      RETR a        RETR /a, 3.0 MiB at 1.5 MiB/s""");
    }

    @Test
    void whatClientsSentDoesNotReachTheTerminalRaw() {
        Session odd = SampleSession.builder().user("a\u001b[2J\nb\u202e").build();
        assertThat(commands(new Control(odd), null).sessions())
                .contains("a\\u{1b}[2J\\u{a}b\\u{202e}")
                .doesNotContain("\u001b")
                .hasLineCount(2);
    }

    @Test
    void aSessionIsClosedWithTheWordsOfTheOperator() {
        Control control = new Control(IDLE);
        StaitheCommands commands = commands(control, null);
        assertThat(commands.close("s1", "back", "soon")).isEqualTo("Session s1 is closed.");
        assertThat(commands.close("s1")).isEqualTo("Session s1 is closed.");
        assertThat(commands.close("s9\u0007")).isEqualTo("There is no session s9\\u{7}.");
        assertThat(control.calls)
                .containsExactly(
                        "close s1 back soon", "close s1 Closed by an operator", "close s9\u0007 Closed by an operator");
    }

    @Test
    void aDrainSaysHowItEnded() throws Exception {
        Control control = new Control(IDLE);
        StaitheCommands commands = commands(control, null);
        assertThat(commands.drain(30)).startsWith("GRACEFUL");
        assertThat(commands.drain(0)).startsWith("FORCED");
        assertThat(commands.drain(-1)).contains("drain SECONDS");
        assertThat(control.calls).containsExactly("drain PT30S", "drain PT0S");
    }

    @Test
    void listenersAreShownWithTheirProblems() throws Exception {
        InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 21);
        Status status = new Status(
                List.of(
                        new Listener("default", six, 3, Optional.empty()),
                        new Listener("b", new InetSocketAddress("127.0.0.1", 2121), 0, Optional.of("port taken"))),
                List.of());
        assertThat(commands(null, status).listeners()).isEqualTo("""
                LISTENER  ADDRESS                    SESSIONS  STATE
                default   [2001:db8:0:0:0:0:0:1]:21  3         accepting
                b         127.0.0.1:2121             0         port taken""");
    }

    @Test
    void pluginsAreShownInTheirSlots() {
        Status status = new Status(
                List.of(),
                List.of(
                        new Plugin("Command", "RETR STOR", "org.staithe.commands.files 0.1.0", 0, 1000, 1, List.of()),
                        new Plugin("UserStore", "", "org.staithe.auth.file 0.1.0", 10, 7, 0, List.of())));
        assertThat(commands(null, status).plugins()).isEqualTo("""
                KIND       NAME       BUNDLE                            RANKING  LEASES  CALLS  ERRORS  MEAN    LONGEST    NOW  STATE
                Command    RETR STOR  org.staithe.commands.files 0.1.0  0        0       1000   1       1.5 ms  2000.0 ms  0    well
                UserStore  -          org.staithe.auth.file 0.1.0       10       0       7      0       1.5 ms  2000.0 ms  0    well""");
    }

    @Test
    void aThreadThatHangsInAPluginIsShownWithItsStack() {
        StackTraceElement frame = new StackTraceElement("com.example.Slow", "execute", "Slow.java", 7);
        Plugin slow = new Plugin(
                "Command",
                "SITE SLOW",
                "com.example.slow 1.0.0",
                0,
                0,
                0,
                List.of(new Hung("SITE SLOW", "staithe-worker-3", Duration.ofSeconds(65), List.of(frame))));
        assertThat(commands(null, new Status(List.of(), List.of(slow))).plugins())
                .contains("1 hung")
                .endsWith("""
                        SITE SLOW of com.example.slow 1.0.0 has not returned for 1m05s; staithe-worker-3 is
                            at com.example.Slow.execute(Slow.java:7)""");
    }

    @Test
    void aPluginThatFailedToStartIsShownWithTheReason() {
        Status status = new Status(
                List.of(),
                List.of(),
                List.of(new Problem("com.example.bad 1.0.0", "com.example.Bad", "no such folder")),
                List.of());
        assertThat(commands(null, status).plugins())
                .endsWith("\ncom.example.bad 1.0.0 com.example.Bad: no such folder");
    }

    @Test
    void swapsAreShownWithWhoCameAfter() {
        Swap swap = new Swap(
                NOW,
                "Command",
                "SITE HELLO",
                "org.example 1.0.0",
                Optional.of("org.example 2.0.0"),
                "update",
                3,
                Duration.ofMillis(20),
                Duration.ofMillis(12),
                SessionControl.Drain.GRACEFUL,
                0);
        Status status = new Status(List.of(), List.of(), List.of(), List.of(swap));
        assertThat(commands(null, status).swaps()).isEqualTo("""
                TIME                  KIND     WHAT        FROM               TO                 WAY     END       LEASES  WAITED   LONGEST PAUSE  ABORTED
                2026-11-22T08:00:00Z  Command  SITE HELLO  org.example 1.0.0  org.example 2.0.0  update  GRACEFUL  3       20.0 ms  12.0 ms        0""");
    }

    @Test
    void whoWouldBeRefusedWithoutResumptionIsShownByNetwork() {
        Status status = new Status(
                List.of(), List.of(), List.of(), List.of(), List.of(new Resumption("default", "192.0.2.0/24", 50, 3)));
        assertThat(commands(null, status).resumptions()).isEqualTo("""
                LISTENER  CLIENTS       RESUMED  WOULD BE REFUSED
                default   192.0.2.0/24  50       3""");
    }

    @Test
    void withoutTheCoreEveryCommandSaysSo() throws Exception {
        StaitheCommands commands = commands(null, null);
        assertThat(List.of(
                        commands.sessions(),
                        commands.close("s1"),
                        commands.drain(1),
                        commands.listeners(),
                        commands.plugins(),
                        commands.swaps(),
                        commands.resumptions()))
                .containsOnly(StaitheCommands.NO_CORE);
    }

    @Test
    void anEmptyServerIsToldInWords() {
        StaitheCommands commands = commands(new Control(), new Status(List.of(), List.of()));
        assertThat(commands.sessions()).isEqualTo("No sessions.");
        assertThat(commands.listeners()).isEqualTo("No listeners are configured.");
        assertThat(commands.plugins()).isEqualTo("No plugins are there.");
        assertThat(commands.resumptions()).isEqualTo("No data connections in TLS so far.");
        assertThat(commands.swaps()).isEqualTo("Nothing was swapped.");
    }

    private static StaitheCommands commands(SessionControl control, ServerStatus status) {
        return new StaitheCommands(control, status, () -> NOW);
    }

    /** Knows these sessions and remembers what it was asked; a drain without patience is forced. */
    private static final class Control implements SessionControl {

        private final List<Session> sessions;
        private final List<String> calls = new ArrayList<>();

        Control(Session... sessions) {
            this.sessions = List.of(sessions);
        }

        @Override
        public List<Session> sessions() {
            return sessions;
        }

        @Override
        public boolean close(String sessionId, String reason) {
            calls.add("close " + sessionId + " " + reason);
            return sessions.stream().anyMatch(session -> session.id().equals(sessionId));
        }

        @Override
        public Drain drain(Duration patience) {
            calls.add("drain " + patience);
            return patience.isZero() ? Drain.FORCED : Drain.GRACEFUL;
        }
    }

    private record Resumption(String listener, String network, long resumed, long others)
            implements ServerStatus.ResumptionStatus {}

    private record Status(
            List<ListenerStatus> listeners,
            List<PluginStatus> plugins,
            List<PluginProblem> problems,
            List<SwapReport> swaps,
            List<ResumptionStatus> resumptions)
            implements ServerStatus {
        Status(List<ListenerStatus> listeners, List<PluginStatus> plugins) {
            this(listeners, plugins, List.of(), List.of());
        }

        Status(
                List<ListenerStatus> listeners,
                List<PluginStatus> plugins,
                List<PluginProblem> problems,
                List<SwapReport> swaps) {
            this(listeners, plugins, problems, swaps, List.of());
        }
    }

    private record Swap(
            Instant when,
            String kind,
            String what,
            String from,
            Optional<String> to,
            String way,
            int leases,
            Duration waited,
            Duration pause,
            SessionControl.Drain end,
            int aborted)
            implements ServerStatus.SwapReport {}

    private record Listener(String name, InetSocketAddress address, int sessions, Optional<String> problem)
            implements ServerStatus.ListenerStatus {}

    private record Problem(String bundle, String component, String problem) implements ServerStatus.PluginProblem {}

    private record Hung(String what, String thread, Duration since, List<StackTraceElement> stack)
            implements ServerStatus.HungCall {}

    private record Plugin(
            String kind,
            String name,
            String bundle,
            int ranking,
            long calls,
            long errors,
            List<ServerStatus.HungCall> hung)
            implements ServerStatus.PluginStatus {

        @Override
        public int leases() {
            return hung.size();
        }

        @Override
        public Duration mean() {
            return Duration.ofNanos(1_500_000);
        }

        @Override
        public Duration longest() {
            return Duration.ofSeconds(2);
        }

        @Override
        public ServerStatus.Breaker breaker() {
            return ServerStatus.Breaker.CLOSED;
        }

        @Override
        public int calling() {
            return hung.size();
        }
    }
}
