// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.staithe.session.ServerStatus.Breaker;

/**
 * Keeps callers from a service that costs them their deadline. After a rest one caller tries; if that goes well,
 * everybody may call again. Safe for concurrent use; costs one volatile read while the service is well.
 */
final class CircuitBreaker {

    private final Supplier<Bulkhead> bulkhead;
    private final LongSupplier nanoTime;
    private volatile boolean troubled; // there is a failure to remember
    private boolean open; // these are guarded by this
    private boolean trying;
    private int failures;
    private long opened;

    CircuitBreaker(Supplier<Bulkhead> bulkhead, LongSupplier nanoTime) {
        this.bulkhead = bulkhead;
        this.nanoTime = nanoTime;
    }

    /** Whether somebody may call; when it is open and has rested, that is one caller at a time. */
    boolean admits() {
        return !troubled || admitsInTrouble();
    }

    private synchronized boolean admitsInTrouble() {
        if (!open) {
            return true;
        }
        if (trying || !rested()) {
            return false;
        }
        trying = true;
        return true;
    }

    private boolean rested() {
        return nanoTime.getAsLong() - opened >= bulkhead.get().rest().toNanos();
    }

    /** A call returned in time, well or not. Whoever began before it opened proves nothing. */
    void returned(long began) {
        if (troubled) {
            returnedInTrouble(began);
        }
    }

    private synchronized void returnedInTrouble(long began) {
        if (!open || began - opened >= 0) {
            failures = 0;
            open = false;
            trying = false;
            troubled = false;
        }
    }

    /** A call held its thread for long, in vain; says whether nobody may call from now on. */
    synchronized boolean failed() {
        boolean before = open;
        failures++;
        troubled = true;
        if (open || failures >= bulkhead.get().failures()) {
            open = true;
            trying = false;
            opened = nanoTime.getAsLong();
        }
        return open && !before;
    }

    /** Who was admitted did not call after all: another may try. */
    void notTried() {
        if (troubled) {
            synchronized (this) {
                trying = false;
            }
        }
    }

    synchronized Breaker state() {
        if (!open) {
            return Breaker.CLOSED;
        }
        return rested() ? Breaker.HALF_OPEN : Breaker.OPEN;
    }
}
