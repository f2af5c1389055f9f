// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final long GIB = 1L << 30;

    @Test
    void aSmallDiskIsWatchedByItsShare() {
        assertThat(look(50 * GIB, 100 * GIB)).isEqualTo(Status.OK);
        assertThat(look(9 * GIB, 100 * GIB)).isEqualTo(Status.WARN);
        assertThat(look(2 * GIB, 100 * GIB)).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aLargeDiskIsNotFullWhilePlentyIsLeft() {
        assertThat(look(100 * GIB, 10_000 * GIB)).isEqualTo(Status.OK);
        assertThat(look(40 * GIB, 10_000 * GIB)).isEqualTo(Status.CRITICAL);
    }

    private static Status look(long usable, long total) {
        FormattingResultLog log = new FormattingResultLog();
        Room.look(log, "It", usable, total);
        return log.getAggregateStatus();
    }
}
