// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.staithe.core.internal.whiteboard.CircuitBreaker.Admission;

class CircuitBreakerTest {

    private static final Duration REST = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final Bulkhead bulkhead = new Bulkhead(Duration.ofSeconds(1), 1, 2, REST, 451);
    private final CircuitBreaker breaker = new CircuitBreaker(() -> bulkhead, now::get);

    private void open() {
        breaker.failed("read");
        assertThat(breaker.failed("read")).isTrue();
        assertThat(breaker.admits()).isEqualTo(Admission.NOBODY);
        now.addAndGet(REST.toNanos());
    }

    @Test
    void aCallThatGoesWellMakesUpForItsOwnKindOnly() {
        breaker.failed("read");
        breaker.returned("open", now.get());
        assertThat(breaker.failed("read")).isTrue();
    }

    @Test
    void failuresInARowAreForgottenWhenOneGoesWell() {
        breaker.failed("read");
        breaker.returned("read", now.get());
        assertThat(breaker.failed("read")).isFalse();
        assertThat(breaker.admits()).isEqualTo(Admission.EVERYBODY);
    }

    @Test
    void afterARestOneTriesAndThenAllMayCall() {
        open();
        assertThat(breaker.admits()).isEqualTo(Admission.TRIAL);
        assertThat(breaker.admits()).isEqualTo(Admission.NOBODY);
        breaker.returned("open", now.get());
        assertThat(breaker.admits()).isEqualTo(Admission.NOBODY);
        breaker.returned("read", now.get());
        assertThat(breaker.admits()).isEqualTo(Admission.EVERYBODY);
    }

    @Test
    void whoBeganBeforeItOpenedProvesNothing() {
        long before = now.get();
        now.incrementAndGet();
        open();
        assertThat(breaker.admits()).isEqualTo(Admission.TRIAL);
        breaker.returned("read", before);
        assertThat(breaker.admits()).isEqualTo(Admission.NOBODY);
    }

    @Test
    void aTrialWithoutTheCallThatFailedLetsAllInUntilTheNextFailure() {
        open();
        assertThat(breaker.admits()).isEqualTo(Admission.TRIAL);
        breaker.returned("list", now.get());
        breaker.tried(true);
        assertThat(breaker.admits()).isEqualTo(Admission.EVERYBODY);
        assertThat(breaker.failed("read")).isTrue();
    }

    @Test
    void whoDoesNotTryLeavesItToAnother() {
        open();
        assertThat(breaker.admits()).isEqualTo(Admission.TRIAL);
        breaker.tried(false);
        assertThat(breaker.admits()).isEqualTo(Admission.TRIAL);
    }
}
