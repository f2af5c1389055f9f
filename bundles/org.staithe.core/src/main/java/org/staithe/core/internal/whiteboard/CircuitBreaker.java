// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.staithe.session.ServerStatus.Breaker;

/**
 * Keeps callers from a service that costs them their deadline. After a rest one caller tries; if that goes well,
 * everybody may call again. Safe for concurrent use; costs one volatile read while the service is well.
 *
 * <p>A call that goes well makes up for failures of its own kind only: a file system that is opened well and hangs at
 * each read is not well.
 */
final class CircuitBreaker {

    /** Who may call. */
    enum Admission {
        NOBODY,
        EVERYBODY,
        /** One, who finds out whether it is well again. */
        TRIAL
    }

    private final Supplier<Bulkhead> bulkhead;
    private final LongSupplier nanoTime;
    private volatile boolean troubled; // there is a failure to remember
    private boolean open; // these are guarded by this
    private boolean trying;
    private int failures;
    private long opened;
    private String culprit = "";

    CircuitBreaker(Supplier<Bulkhead> bulkhead, LongSupplier nanoTime) {
        this.bulkhead = bulkhead;
        this.nanoTime = nanoTime;
    }

    Admission admits() {
        return troubled ? admitsInTrouble() : Admission.EVERYBODY;
    }

    private synchronized Admission admitsInTrouble() {
        if (!open) {
            return Admission.EVERYBODY;
        }
        if (trying || !rested()) {
            return Admission.NOBODY;
        }
        trying = true;
        return Admission.TRIAL;
    }

    private boolean rested() {
        return nanoTime.getAsLong() - opened >= bulkhead.get().rest().toNanos();
    }

    /** A call returned in time, well or not. Whoever began before it opened proves nothing. */
    void returned(String what, long began) {
        if (troubled) {
            returnedInTrouble(what, began);
        }
    }

    private synchronized void returnedInTrouble(String what, long began) {
        if (what.equals(culprit) && (!open || began - opened >= 0)) {
            failures = 0;
            close();
            troubled = false;
        }
    }

    private void close() {
        open = false;
        trying = false;
    }

    /** A call held its thread for long, in vain; says whether nobody may call from now on. */
    synchronized boolean failed(String what) {
        boolean before = open;
        failures++;
        culprit = what;
        troubled = true;
        if (open || failures >= bulkhead.get().failures()) {
            open = true;
            trying = false;
            opened = nanoTime.getAsLong();
        }
        return open && !before;
    }

    /**
     * The one who was to try is done, and nothing has failed.
     *
     * @param called whether there was any call. If not, another may try; if it was another kind of call than the one that
     *     failed, everybody may, but the next failure is one too many
     */
    synchronized void tried(boolean called) {
        if (called && open && trying) {
            close();
            failures = bulkhead.get().failures() - 1;
        }
        trying = false;
    }

    synchronized Breaker state() {
        if (!open) {
            return Breaker.CLOSED;
        }
        return rested() ? Breaker.HALF_OPEN : Breaker.OPEN;
    }
}
