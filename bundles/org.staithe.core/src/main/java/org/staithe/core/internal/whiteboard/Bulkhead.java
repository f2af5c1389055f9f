// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;

/**
 * What one service may cost the others.
 *
 * @param deadline how long a call may take before its thread is given up and its client answered
 * @param seats how many threads may be in it at the same time; who comes then waits without one
 * @param failures how many calls in a row may miss the deadline, or fail slowly, before nobody calls it for a while
 * @param rest how long it is left alone then, before one call tries whether it is well again
 * @param sorry what a client is answered whose call was given up
 */
public record Bulkhead(Duration deadline, int seats, int failures, Duration rest, int sorry) {

    /** A failure that took less has hurt nobody but its caller. */
    static final Duration SLOW = Duration.ofSeconds(1);

    /** The same, with another answer. */
    public Bulkhead saying(int code) {
        return new Bulkhead(deadline, seats, failures, rest, code);
    }

    /** Whether it is asked to judge, so that an IOException means that it cannot: logins end with 421. */
    boolean judges() {
        return sorry == 421;
    }

    /** The same, for any number of threads. */
    public Bulkhead withoutSeats() {
        return new Bulkhead(deadline, Integer.MAX_VALUE, failures, rest, sorry);
    }
}
