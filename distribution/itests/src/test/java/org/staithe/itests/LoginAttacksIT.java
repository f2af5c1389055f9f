// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.ScriptedClient;

/** Guessing, spying, lingering. Failures make an address slow, so each test comes from an address of its own. */
class LoginAttacksIT {

    private static final String TYPED = "hunter2-typed";

    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    @TempDir
    static Path folder;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Installation.prepare(home);
        Installation.set(home.resolve("config/org.staithe.core.listener-default.cfg"), "login.seconds", "8");
        Installation.set(home.resolve("config/org.staithe.core.cfg"), "login.failures", "4");
        Path logback = home.resolve("config/logback.xml");
        String debug = Files.readString(logback)
                .replace("name=\"org.staithe\" level=\"INFO\"", "name=\"org.staithe\" level=\"DEBUG\"");
        Files.writeString(logback, debug);
        assertThat(debug).contains("level=\"DEBUG\"");
        server = ServerProcess.start(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void knownAndUnknownUsersAreAnsweredAlike() throws IOException {
        try (ScriptedClient known = server.connectFrom("127.0.1.1");
                ScriptedClient unknown = server.connectFrom("127.0.1.2")) {
            String asked = known.says("USER ann").gets(331).text();
            assertThat(unknown.says("USER nemo").gets(331).text().replace("nemo", "ann"))
                    .isEqualTo(asked);
            String refused = known.says("PASS wrong").gets(530).text();
            assertThat(unknown.says("PASS wrong").gets(530).text()).isEqualTo(refused);
        }
    }

    @Test
    @Alone
    void knownAndUnknownUsersTakeTheSameTime() throws Exception {
        // Each name and address fails once: a second failure would be answered later.
        server.addUsersLikeUser(
                IntStream.rangeClosed(1, 5).mapToObj(i -> "known" + i).toList());
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 1; i <= 5; i++) {
            known = Math.min(known, refusal("known" + i, "127.0.2." + i));
            unknown = Math.min(unknown, refusal("unknown" + i, "127.0.3." + i));
        }
        // Without a hash for the unknown, too, they would be refused tens of milliseconds earlier: by far more than
        // half.
        assertThat(known).as("µs; unknown: %d", unknown).isBetween(unknown / 2, unknown * 2);
    }

    @Test
    void guessingEndsTheSession() throws Exception {
        server.addUsersLikeUser(List.of("guessed"));
        try (ScriptedClient client = server.connectFrom("127.0.4.1").patience(Duration.ofSeconds(20))) {
            int failures = 0;
            do {
                client.says("USER guessed")
                        .gets(331)
                        .says("PASS guess" + failures)
                        .gets(530, 421);
                failures++;
            } while (client.reply().code() == 530 && failures < 6 && stays(client));
            assertThat(failures).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void whoGoesOnGuessingIsShutOut() throws IOException {
        for (int i = 0; i < 4; i++) {
            try (ScriptedClient client = server.connectFrom("127.0.11.1").patience(Duration.ofSeconds(20))) {
                client.says("USER nobody").gets(331).says("PASS guess" + i).gets(530);
            }
        }
        try (ScriptedClient client = server.connectFrom("127.0.11.1")) {
            client.says("USER ann")
                    .gets(331)
                    .says("PASS " + ServerProcess.PASSWORD)
                    .gets(421);
        }
        try (ScriptedClient client = server.connectFrom("127.0.11.2")) {
            client.logsIn(ServerProcess.USER, ServerProcess.PASSWORD);
        }
    }

    @Test
    void whoeverSaysUserAgainIsNobodyUntilThePassword() throws IOException {
        try (ScriptedClient client = server.connectFrom("127.0.5.1")) {
            client.logsIn(ServerProcess.USER, ServerProcess.PASSWORD)
                    .says("USER other")
                    .hears();
            if (client.reply().code() == 331) {
                client.says("PASS wrong").gets(530).says("PWD").gets(530);
            } else {
                assertThat(client.reply().code()).isIn(503, 530);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CWD /",
                "PWD",
                "LIST",
                "NLST",
                "MLSD",
                "MLST",
                "RETR x",
                "STOR x",
                "APPE x",
                "STOU",
                "DELE x",
                "MKD x",
                "RMD x",
                "RNFR x",
                "RNTO x",
                "SIZE x",
                "MDTM x",
                "MFMT 20200101000000 x",
                "HASH x",
                "XCRC x",
                "SITE CHMOD 777 x",
                "SITE UTIME x",
                "SITE WHO",
                "SITE KICK 1",
                "EPSV",
                "PASV",
                "PORT 127,0,0,1,200,1",
                "REST 1",
                "STAT /",
                "AVBL"
            })
    void nothingIsDoneBeforeLogin(String command) throws IOException {
        try (ScriptedClient client = server.connectFrom("127.0.6.1")) {
            client.says(command).gets(530, 503, 500, 502);
            assertThat(client.says("USER ann")
                            .gets(331)
                            .says(command)
                            .gets(530, 503, 500, 502)
                            .reply()
                            .code())
                    .isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void noPasswordGetsIntoTheLogHoweverItIsTyped() throws Exception {
        List<String> typings = List.of(
                "PASS " + TYPED,
                "pass " + TYPED,
                "PaSs  " + TYPED,
                "PASSS " + TYPED,
                "XPASS " + TYPED,
                " PASS " + TYPED,
                "PASS\t" + TYPED,
                "ACCT " + TYPED,
                TYPED,
                TYPED.toUpperCase(Locale.ROOT) + " x");
        int own = 1;
        for (String typing : typings) {
            try (ScriptedClient client = server.connectFrom("127.0.7." + own++)) {
                client.says("USER typist").gets(331).says(typing).hears();
            }
        }
        try (ScriptedClient client = server.connectFrom("127.0.7.100")) {
            client.logsIn(ServerProcess.USER, ServerProcess.PASSWORD)
                    .says("MKD logged-at-debug")
                    .gets(257);
        }
        Await.until("the log has come so far", Duration.ofSeconds(5), () -> server.said()
                .contains("logged-at-debug"));
        for (String log : List.of(server.said(), Files.readString(server.home().resolve("log/staithe.log")))) {
            assertThat(log.lines().filter(line -> line.toLowerCase(Locale.ROOT).contains(TYPED)))
                    .isEmpty();
            assertThat(log.lines()
                            .filter(line -> line.contains("Conversation") && line.contains(ServerProcess.PASSWORD)))
                    .isEmpty();
        }
    }

    @Test
    void noUserNameForgesALineOfTheLog() throws Exception {
        String forged = "x\u001b[31m\u0007 ERROR forged ${jndi:ldap://127.0.0.1/a} %n%s '; DROP TABLE";
        try (ScriptedClient client = server.connectFrom("127.0.8.1")) {
            client.says("USER " + forged).hears();
            client.says("PASS x").hears();
        }
        Await.until("it is logged", Duration.ofSeconds(5), () -> server.said().contains("DROP TABLE"));
        assertThat(server.said())
                .doesNotContain("\u001b")
                .doesNotContain("\u0007")
                .contains("${jndi:");
    }

    @Test
    void thoseWhoDribbleAreNotWaitedFor() throws Exception {
        try (ScriptedClient client = server.connectFrom("127.0.9.1").patience(Duration.ofSeconds(3))) {
            long start = System.nanoTime();
            Await.until("the login deadline", Duration.ofSeconds(30), () -> {
                try {
                    client.saysRaw("NOOP\r\n".substring(0, 1).getBytes(StandardCharsets.US_ASCII));
                    return false;
                } catch (AssertionError closed) {
                    return true;
                }
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(16));
        }
    }

    @Test
    void thoseWhoSayNothingAreNotWaitedFor() throws IOException {
        try (ScriptedClient client = server.connectFrom("127.0.10.1").patience(Duration.ofSeconds(30))) {
            client.isHungUpOn();
        }
    }

    /** Microseconds from the password to its refusal, but for the delay of a first failure. */
    private static long refusal(String user, String from) throws IOException {
        try (ScriptedClient client = server.connectFrom(from)) {
            client.says("USER " + user).gets(331);
            long start = System.nanoTime();
            client.says("PASS wrong").gets(530);
            return (System.nanoTime() - start - FIRST_DELAY.toNanos()) / 1000;
        }
    }

    /** Whether the server still talks after a refusal. */
    private static boolean stays(ScriptedClient client) {
        try {
            return client.says("NOOP").hears().reply().code() != 421;
        } catch (AssertionError closed) {
            return false;
        }
    }
}
