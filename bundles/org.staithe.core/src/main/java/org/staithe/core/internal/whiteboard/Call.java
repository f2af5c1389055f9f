// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A thread in a plugin, from the call to the return. */
public final class Call {

    private enum State {
        IN_FLIGHT,
        /** Its client has been answered. */
        GIVEN_UP,
        ENDED
    }

    private final Lease<?> lease;
    private final String what;
    private final Thread thread = Thread.currentThread();
    private final long began = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.IN_FLIGHT);
    private boolean overdue; // for the thread of the timers only

    Call(Lease<?> lease, String what) {
        this.lease = lease;
        this.what = what;
    }

    Berth<?> berth() {
        return lease.berth();
    }

    /** What a client is answered that does not wait for it any more. */
    public int sorry() {
        return berth().sorry();
    }

    /** What was called. */
    public String what() {
        return what;
    }

    public Thread thread() {
        return thread;
    }

    long began() {
        return began;
    }

    public Duration age(long now) {
        return Duration.ofNanos(now - began);
    }

    /** Whether it has taken too long by then and nobody has noticed. */
    boolean becomesOverdue(long time) {
        if (overdue || time - began < berth().deadline().toNanos()) {
            return false;
        }
        return true;
    }

    /** It was given up, or one within it. */
    void overdue() {
        overdue = true;
    }

    /** Whether it has taken longer than it may. */
    boolean isHung(long now) {
        return now - began >= berth().deadline().toNanos();
    }

    /** What it brings is not wanted any more; false if it has just returned. */
    public boolean giveUp() {
        boolean first = state.compareAndSet(State.IN_FLIGHT, State.GIVEN_UP);
        if (first) {
            lease.givenUp();
        }
        return first;
    }

    /** It has returned; false if it was given up. */
    boolean end() {
        return state.compareAndSet(State.IN_FLIGHT, State.ENDED);
    }
}
