// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetupLinkTest {

    private Instant now = Instant.EPOCH;
    private final SetupLink link = new SetupLink(() -> now);

    @Test
    void itWorksUntilItIsUsed() {
        String token = link.renew(Duration.ofMinutes(30));
        assertThat(link.matches(token)).isTrue();
        assertThat(link.matches("")).isFalse();
        link.use();
        assertThat(link.matches(token)).isFalse();
        assertThat(link.matches("")).as("the used one is empty").isFalse();
    }

    @Test
    void itDoesNotLiveLong() {
        String token = link.renew(Duration.ofMinutes(30));
        now = now.plus(Duration.ofMinutes(30));
        assertThat(link.matches(token)).isFalse();
    }
}
