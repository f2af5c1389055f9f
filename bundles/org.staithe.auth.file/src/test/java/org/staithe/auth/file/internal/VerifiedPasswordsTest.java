// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.auth.Verdict;
import org.staithe.testkit.auth.GivenCredentials;

/** What is remembered of passwords, seen by how many slow hashes are computed. */
class VerifiedPasswordsTest {

    private static final String PASSWORD = "grün & blau";
    private static final String USERS = """
            [ann]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            [bob]
            password = $2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm
            """;

    private final PasswordCheck check = new PasswordCheck(2, Duration.ofSeconds(10));

    @TempDir
    Path folder;

    private Path file;
    private FileUsers users;
    private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("users.ini"), USERS);
        users = remembering(Duration.ofSeconds(60));
    }

    private FileUsers remembering(Duration time) {
        return new FileUsers(file, check, time, () -> now);
    }

    @AfterEach
    void stop() {
        users.stop();
    }

    private boolean accepted(String name, String password) throws IOException {
        return users.authenticate(GivenCredentials.of(name, password)) instanceof Verdict.Accepted;
    }

    @Test
    void theSamePasswordAgainIsSparedTheSlowHash() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(accepted("ann", PASSWORD)).isTrue();
        }
        assertThat(check.computed()).isEqualTo(1);
    }

    @Test
    void wrongPasswordsAndUnknownNamesCostASlowHashEachTime() throws IOException {
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(accepted("ann", "wrong")).isFalse();
        assertThat(accepted("ann", "wrong")).isFalse();
        assertThat(accepted("nobody", PASSWORD)).isFalse();
        assertThat(check.computed()).isEqualTo(4);
    }

    @Test
    void whatOneHasShownDoesNotHelpAnother() throws IOException {
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(accepted("bob", PASSWORD)).isTrue();
        assertThat(check.computed()).isEqualTo(2);
    }

    @Test
    void theTimeRunsFromTheSlowHash() throws IOException {
        assertThat(accepted("ann", PASSWORD)).isTrue();
        now = now.plusSeconds(59);
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(check.computed()).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(check.computed()).isEqualTo(2);
    }

    @Test
    void aChangeOfTheFileForgetsAtOnce() throws IOException {
        assertThat(accepted("ann", PASSWORD)).isTrue();
        // Another password for ann; bob's section stays.
        Files.writeString(file, USERS.replaceFirst("password = \\S+", "password = \\$6\\$salt\\$" + "x".repeat(86)));
        assertThat(accepted("ann", PASSWORD)).isFalse();
        assertThat(accepted("bob", PASSWORD)).isTrue();
        assertThat(check.computed()).isEqualTo(3);
    }

    @Test
    void zeroRemembersNothing() throws IOException {
        users.stop();
        users = remembering(Duration.ZERO);
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(accepted("ann", PASSWORD)).isTrue();
        assertThat(check.computed()).isEqualTo(2);
    }
}
