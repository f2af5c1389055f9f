// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;
import org.staithe.testkit.command.TestSession;
import org.staithe.testkit.command.TestSessions;

class SiteSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:05:00Z");

    private final TestSessions sessions = new TestSessions(
            new TestSession("s1", Optional.of(User.named("ann").build()), NOW.minusSeconds(90)),
            new TestSession("s2", Optional.empty(), NOW));
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
