// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.staithe.health.Measurements.CommandTime;

class CommandTimesTest {

    private final CommandTimes times = new CommandTimes();

    @Test
    void eachBoundCountsWhatTookAtMostSoLong() {
        took("RETR", 1, 3, 60, 20_000);
        CommandTime retr = times.all().get(0);
        assertThat(retr.verb()).isEqualTo("RETR");
        assertThat(retr.count()).isEqualTo(4);
        assertThat(retr.total()).isEqualTo(Duration.ofMillis(20_064));
        assertThat(retr.within())
                .containsEntry(Duration.ofNanos(500_000), 0L)
                .containsEntry(Duration.ofMillis(1), 1L)
                .containsEntry(Duration.ofMillis(5), 2L)
                .containsEntry(Duration.ofMillis(100), 3L)
                .containsEntry(Duration.ofSeconds(10), 3L);
    }

    @Test
    void verbsAreInOrder() {
        took("STOR", 1);
        took("LIST", 1);
        assertThat(times.all()).extracting(CommandTime::verb).containsExactly("LIST", "STOR");
    }

    private void took(String verb, long... millis) {
        for (long one : millis) {
            times.took(verb, one * 1_000_000);
        }
    }
}
