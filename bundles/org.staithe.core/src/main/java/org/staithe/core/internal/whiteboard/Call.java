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
    private volatile long began = System.nanoTime();
    private volatile boolean outside;
    private final AtomicReference<State> state = new AtomicReference<>(State.IN_FLIGHT);
    private volatile boolean overdue;

    Call(Lease<?> lease, String what) {
        this.lease = lease;
        this.what = what;
    }

    Berth<?> berth() {
        return lease.berth();
    }

    Lease<?> lease() {
        return lease;
    }

    /** The plugin has called back: until {@link #enter}, the thread is in what is not its fault. */
    public void leave() {
        outside = true;
    }

    /** The thread is in the plugin again. */
    public void enter() {
        began = System.nanoTime();
        outside = false;
    }

    /** Whether the thread has left the plugin for a while. */
    boolean isOutside() {
        return outside;
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
        return !overdue && isLate(time);
    }

    /** It was given up, or one within it. */
    void overdue() {
        overdue = true;
    }

    /** Whether it has taken longer than it may. */
    boolean isHung(long now) {
        return overdue && !outside || isLate(now);
    }

    private boolean isLate(long now) {
        return !outside && now - began >= lease.deadline().toNanos();
    }

    /** Whether it holds up whoever needs its thread, or the transfer that it is for. */
    boolean isSlow(long now) {
        return !outside && now - began >= Bulkhead.SLOW.toNanos();
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
