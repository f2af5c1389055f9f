// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void anHourOfBytesTakesAnHour() {
        long started = now.get();
        Pace pace = new Pace(1000, now::get);
        for (int sent = 0; sent < 3_600_000; ) {
            int step = pace.step(1 << 20);
            sent += step;
            now.addAndGet(pace.moved(step));
        }
        assertThat(now.get() - started).isEqualTo(TimeUnit.HOURS.toNanos(1));
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        Pace pace = new Pace(1000, now::get);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(pace.moved(1100)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void zeroIsNoLimit() {
        Pace pace = new Pace(0, now::get);
        assertThat(pace.step(1 << 20)).isEqualTo(1 << 20);
        assertThat(pace.moved(1L << 40)).isZero();
    }

    @Test
    void theSlowestPaceStillMoves() {
        assertThat(new Pace(1, now::get).step(1 << 20)).isEqualTo(1);
    }
}
