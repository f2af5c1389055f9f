// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginGuardTest {

    private static final Duration LOCKOUT = Duration.ofMinutes(15);

    private Instant now = Instant.EPOCH;
    private final LoginGuard guard = new LoginGuard(() -> now);

    private void fails(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            guard.failed(name, address, LOCKOUT);
        }
    }

    private boolean waits(String name, String address) {
        return guard.waiting(name, address, 3, LOCKOUT).isPresent();
    }

    @Test
    void aNameFromAnAddressWaitsAfterItsFailures() {
        fails(2, "ann", "192.0.2.1");
        assertThat(waits("ann", "192.0.2.1")).isFalse();
        fails(1, "ann", "192.0.2.1");
        assertThat(waits("ann", "192.0.2.1")).isTrue();
        assertThat(waits("ann", "192.0.2.2")).as("the real ann, elsewhere").isFalse();
        assertThat(waits("bob", "192.0.2.1")).isFalse();
    }

    @Test
    void anAddressThatTriesManyNamesWaits() {
        for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            fails(2, name, "192.0.2.1");
        }
        assertThat(waits("new", "192.0.2.1")).isTrue();
    }

    @Test
    void waitingEndsAndThenCountingBeginsAnew() {
        fails(3, "ann", "192.0.2.1");
        now = now.plus(LOCKOUT);
        assertThat(waits("ann", "192.0.2.1")).isFalse();
        fails(1, "ann", "192.0.2.1");
        assertThat(waits("ann", "192.0.2.1")).isFalse();
    }

    @Test
    void successForgetsFailures() {
        fails(2, "ann", "192.0.2.1");
        guard.succeeded("ann", "192.0.2.1");
        fails(2, "ann", "192.0.2.1");
        assertThat(waits("ann", "192.0.2.1")).isFalse();
    }
}
