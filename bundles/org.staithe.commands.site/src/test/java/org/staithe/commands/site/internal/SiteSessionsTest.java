// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;
import org.staithe.testkit.command.TestSessions;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;

class SiteSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:05:00Z");

    private final TestSessions sessions = new TestSessions(
            SampleSession.builder()
                    .id("s1")
                    .user(User.named("ann").build())
                    .active(NOW.minusSeconds(90))
                    .build(),
            SampleSession.builder().id("s2").active(NOW).build());
    private final TestExchange exchange = new TestExchange(new MemoryFiles());

    @Test
    void theSessionsAreListed() throws IOException {
        assertThat(exchange.run(new WhoCommand(sessions, () -> NOW), "SITE WHO", ""))
                .isEqualTo(Reply.of(
                        200,
                        "Sessions:",
                        "s1  ann  127.0.0.1  idle for 90 s",
                        "s2  (not logged in)  127.0.0.1  idle for 0 s",
                        "End of sessions."));
    }

    @Test
    void transfersThatRunAreTold() throws IOException {
        TestSessions busy = new TestSessions(SampleSession.builder()
                .user("ann")
                .transfer(SampleTransfer.upload("/in/f").verb("STOR").bytes(42).build())
                .build());
        assertThat(Outcomes.reply(exchange.run(new WhoCommand(busy), "SITE WHO", ""))
                        .lines())
                .contains("s1  ann  127.0.0.1  STOR /in/f, 42 bytes");
    }

    @Test
    void aSessionIsClosedWithAReason() throws IOException {
        assertThat(kick("s2 too  slow ")).isEqualTo(200);
        assertThat(kick("s1")).isEqualTo(200);
        assertThat(sessions.sessions()).isEmpty();
        assertThat(sessions.reasons()).containsExactly("too  slow", "Closed by an administrator.");
    }

    @Test
    void onlyOpenSessionsCanBeClosed() throws IOException {
        assertThat(kick("s3")).isEqualTo(550);
        assertThat(sessions.sessions()).hasSize(2);
    }

    private int kick(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new KickCommand(sessions), "SITE KICK", argument))
                .code();
    }
}
