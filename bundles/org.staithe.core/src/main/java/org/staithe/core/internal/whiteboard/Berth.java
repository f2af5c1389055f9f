// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.ServiceReference;

/** The place of one service: who uses it now, and whether it is leaving. Safe for concurrent use. */
public final class Berth<S> {

    private static final int LEAVING = 1 << 31;

    private final ServiceReference<S> reference;
    private final S service;
    private final AtomicInteger state = new AtomicInteger(); // the number of leases, and LEAVING
    private final AtomicInteger generation = new AtomicInteger();
    private final Map<Lease<S>, Runnable> aborts = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();

    Berth(ServiceReference<S> reference, S service) {
        this.reference = reference;
        this.service = service;
    }

    S service() {
        return service;
    }

    public ServiceReference<S> reference() {
        return reference;
    }

    public Object property(String key) {
        return reference.getProperty(key);
    }

    /** Raised each time that the service is reconfigured in place: what was opened before is of a former one. */
    public int generation() {
        return generation.get();
    }

    void reconfigured() {
        generation.incrementAndGet();
    }

    /** Borrows the service; empty when it is leaving. */
    public Optional<Lease<S>> lease() {
        int now = state.get();
        while (now >= 0) {
            if (state.compareAndSet(now, now + 1)) {
                calls.increment();
                return Optional.of(new Lease<>(this));
            }
            now = state.get();
        }
        return Optional.empty();
    }

    public int leases() {
        return state.get() & ~LEAVING;
    }

    public long calls() {
        return calls.sum();
    }

    public long errors() {
        return errors.sum();
    }

    public boolean leaving() {
        return state.get() < 0;
    }

    void countError() {
        errors.increment();
    }

    void onRevoke(Lease<S> lease, Runnable abort) {
        aborts.put(lease, abort);
    }

    void release(Lease<S> lease) {
        aborts.remove(lease);
        if (state.decrementAndGet() == LEAVING) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** From now on nobody new gets it. */
    void leave() {
        state.updateAndGet(now -> now | LEAVING);
    }

    /** Waits until nobody uses it; says whether that came true in time. */
    synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (leases() > 0) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** Aborts those that asked to be told; says how many. */
    int revoke() {
        int count = 0;
        for (Runnable abort : aborts.values()) {
            abort.run();
            count++;
        }
        return count;
    }

    @Override
    public String toString() {
        return reference.getBundle() == null
                ? String.valueOf(reference)
                : reference.getBundle().getSymbolicName() + " "
                        + reference.getBundle().getVersion();
    }
}
