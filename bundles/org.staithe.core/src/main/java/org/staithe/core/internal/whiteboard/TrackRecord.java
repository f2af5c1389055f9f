// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How a service did. Safe for concurrent use. */
public final class TrackRecord {

    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void returned(long took, boolean failed) {
        calls.increment();
        nanos.add(took);
        longest.accumulate(took);
        if (failed) {
            errors.increment();
        }
    }

    /** Calls that have returned. */
    public long calls() {
        return calls.sum();
    }

    /** Of those, the ones that failed in a way that a service should not. */
    public long errors() {
        return errors.sum();
    }

    public Duration mean() {
        return Duration.ofNanos(nanos.sum() / Math.max(1, calls.sum()));
    }

    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }
}
