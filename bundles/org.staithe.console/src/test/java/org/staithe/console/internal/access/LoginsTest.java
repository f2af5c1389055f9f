// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.staithe.auth.ConsoleRole;

class LoginsTest {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Instant now = Instant.EPOCH;
    private final Logins logins = new Logins(() -> now);
    private final String secret =
            logins.begin(new ConsoleUser("ann", ConsoleRole.OPERATOR, "token", "192.0.2.1", Instant.EPOCH));

    private boolean there(boolean act) {
        return logins.find(secret, IDLE, LONGEST, act).isPresent();
    }

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void whoDoesNothingIsLoggedOut() {
        pass(20);
        assertThat(there(true)).isTrue();
        pass(20);
        assertThat(there(true)).as("20 minutes after a click").isTrue();
        pass(31);
        assertThat(there(true)).isFalse();
    }

    @Test
    void aPageThatOnlyWatchesKeepsNobodyIn() {
        pass(20);
        assertThat(there(false)).isTrue();
        pass(20);
        assertThat(there(false)).isFalse();
    }

    @Test
    void everybodyIsLoggedOutInTheEnd() {
        for (int i = 0; i < 6; i++) {
            assertThat(there(true)).isTrue();
            pass(11);
        }
        assertThat(there(true)).isFalse();
    }

    @Test
    void nobodyElsesSecretOpens() {
        assertThat(logins.find(secret + "x", IDLE, LONGEST, true)).isEmpty();
        logins.endAll("ann");
        assertThat(there(true)).isFalse();
    }
}
