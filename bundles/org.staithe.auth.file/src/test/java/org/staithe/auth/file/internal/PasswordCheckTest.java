// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Secret;
import org.staithe.auth.file.internal.hash.PasswordHash;

class PasswordCheckTest {

    // About a second: long enough to be met at work.
    private static final PasswordHash SLOW = PasswordHash.of(
            "$pbkdf2-sha512$1500000$MDEyMzQ1Njc4OWFiY2RlZg$" + "QLAaJGj/vaKKZuwNfZM5Kye31jr8KRNSg6N7Ph/m/z8");
    private static final PasswordHash FAST =
            PasswordHash.of("$2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm");

    @Test
    void oneTooManyAtATimeWaitsForItsTurnAndGivesUpInTime() throws Exception {
        PasswordCheck check = new PasswordCheck(1, Duration.ofMillis(50));
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> matches(check, SLOW));
        while (check.computed() == 0) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> check.matches(FAST, Secret.of("grün & blau")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("verifications.at.once");
        assertThat(check.computed()).isEqualTo(1);
        assertThat(first.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(check.matches(FAST, Secret.of("grün & blau"))).isTrue();
    }

    private static boolean matches(PasswordCheck check, PasswordHash hash) {
        try {
            return check.matches(hash, Secret.of("wrong"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
