// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Direction;
import org.staithe.testkit.session.SampleTransfer;

class ThroughputTest {

    private static final Instant BEGAN = Instant.ofEpochSecond(1_000_000);

    private final Throughput throughput = new Throughput();

    private static TransferReport transfer(Direction direction, long bytes, Duration took) {
        return (direction == Direction.UPLOAD ? SampleTransfer.upload("/x") : SampleTransfer.download("/x"))
                .bytes(bytes)
                .started(BEGAN)
                .took(took)
                .build();
    }

    private void ran(TransferReport transfer) {
        throughput.started(transfer);
        throughput.ended(transfer);
    }

    @Test
    void aTransferIsSpreadOverItsTime() {
        ran(transfer(Direction.UPLOAD, 400, Duration.ofSeconds(35)));
        Throughput.Hour hour = throughput.hour(BEGAN.plusSeconds(35));
        assertThat(hour.in()).endsWith(100, 100, 100, 100).hasSize(Throughput.SLICES);
        assertThat(LongStream.of(hour.in()).sum()).isEqualTo(400);
        assertThat(LongStream.of(hour.out()).sum()).isZero();
    }

    @Test
    void whatStillRunsIsCountedOnce() {
        TransferReport running = transfer(Direction.DOWNLOAD, 1000, Duration.ofSeconds(5));
        throughput.started(running);
        assertThat(throughput.hour(BEGAN.plusSeconds(5)).allOut()).isEqualTo(1000);
        throughput.ended(running);
        assertThat(throughput.hour(BEGAN.plusSeconds(6)).allOut()).isEqualTo(1000);
        assertThat(LongStream.of(throughput.hour(BEGAN.plusSeconds(6)).out()).sum())
                .isEqualTo(1000);
    }

    @Test
    void anHourLaterItIsGone() {
        ran(transfer(Direction.UPLOAD, 400, Duration.ofSeconds(1)));
        assertThat(LongStream.of(throughput.hour(BEGAN.plusSeconds(3590)).in()).sum())
                .isEqualTo(400);
        assertThat(LongStream.of(throughput.hour(BEGAN.plusSeconds(3700)).in()).sum())
                .isZero();
    }
}
