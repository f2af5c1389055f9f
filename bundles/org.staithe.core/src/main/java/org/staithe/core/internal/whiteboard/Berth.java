// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.session.ServerStatus;

/** The place of one service: who uses it now, how it does, and whether it is leaving. Safe for concurrent use. */
public final class Berth<S> {

    /** Service property: seconds that a call may take, where the server's {@code call.seconds} does not fit. */
    public static final String DEADLINE = "staithe.call.seconds";

    private static final long LEAVING = 1L << 63;
    private static final long SEAT = 1L << 32; // above the number of leases

    private final Class<S> kind;
    private final ServiceReference<S> reference;
    private final S service;
    private final Supplier<Bulkhead> bulkhead;
    private final Calls calls;
    private final CircuitBreaker breaker;
    private final AtomicLong state = new AtomicLong(); // LEAVING, the number of seats taken, and that of leases
    private final AtomicInteger generation = new AtomicInteger();
    private final Map<Lease<S>, Runnable> aborts = new ConcurrentHashMap<>();
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>(); // those that wait for a seat
    private volatile boolean revoked;
    private final TrackRecord record = new TrackRecord();
    private final String label;

    Berth(Class<S> kind, ServiceReference<S> reference, S service, Supplier<Bulkhead> bulkhead, Calls calls) {
        this.kind = kind;
        this.reference = reference;
        this.service = service;
        this.bulkhead = bulkhead;
        this.calls = calls;
        this.breaker = new CircuitBreaker(bulkhead, System::nanoTime);
        Bundle bundle = reference.getBundle(); // null if it has gone already
        this.label = bundle == null ? kind.getSimpleName() : bundle.getSymbolicName() + " " + bundle.getVersion();
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

    /** The interface that it serves as. */
    public Class<S> kind() {
        return kind;
    }

    /** What it answers to: the verbs, the backend's name, or empty. */
    public String name() {
        Object verbs = property("staithe.command.verb");
        if (verbs instanceof String[] many) {
            return String.join(", ", many);
        }
        Object name = verbs != null ? verbs : property(FileSystemBackend.NAME);
        Object forListeners = property(ListenerTarget.LISTENERS);
        if (name == null && forListeners instanceof String one && !one.isEmpty()) {
            return "for " + one;
        }
        return name == null ? "" : name.toString();
    }

    /** Raised each time that the service is reconfigured in place: what was opened before is of a former one. */
    public int generation() {
        return generation.get();
    }

    void reconfigured() {
        generation.incrementAndGet();
    }

    /** Borrows the service; empty when it is leaving, full, or left alone because it is not well. */
    public Optional<Lease<S>> lease() {
        CircuitBreaker.Admission admission = breaker.admits();
        if (admission == CircuitBreaker.Admission.NOBODY) {
            return Optional.empty();
        }
        boolean trial = admission == CircuitBreaker.Admission.TRIAL;
        int seats = bulkhead.get().seats();
        long now = state.get();
        while (now >= 0 && now >> 32 < seats) {
            if (state.compareAndSet(now, now + SEAT + 1)) {
                return Optional.of(new Lease<>(this, trial));
            }
            now = state.get();
        }
        if (trial) {
            breaker.tried(false);
        }
        return Optional.empty();
    }

    public int leases() {
        return (int) state.get();
    }

    public boolean leaving() {
        return state.get() < 0;
    }

    /** Whether as many threads are in it as may be. */
    boolean isFull() {
        long now = state.get();
        return now >= 0 && now >> 32 >= bulkhead.get().seats();
    }

    /** Whether it is left alone, because calls took too long. */
    public ServerStatus.Breaker breaker() {
        return breaker.state();
    }

    /** Whether it can be asked now. */
    public boolean isWell() {
        return breaker.state() == ServerStatus.Breaker.CLOSED && !isFull() && !leaving();
    }

    /** How it did so far. */
    public TrackRecord record() {
        return record;
    }

    /** The calls that it has to answer now, the longest first. */
    public List<Call> calls() {
        return calls.of(this);
    }

    /** Those of them that have taken longer than they may. */
    public List<Call> hung() {
        long now = System.nanoTime();
        return calls().stream().filter(call -> call.isHung(now)).toList();
    }

    Call begin(Lease<S> lease, String what) {
        return calls.begin(lease, what);
    }

    /**
     * A call has returned.
     *
     * @param failed whether it failed in a way that a service should not
     * @throws GivenUp if nobody waits for it any more
     */
    void end(Call call, boolean failed) {
        boolean wanted = calls.end(call);
        Duration took = call.age(System.nanoTime());
        record.returned(took.toNanos(), failed);
        if (!wanted) {
            throw new GivenUp(call.what() + " of " + this + " took " + took.toMillis() + " ms");
        }
        CallTally.note(this, call.what(), took.toNanos(), failed);
        if (failed && took.compareTo(Bulkhead.SLOW) >= 0) {
            blame(call);
        } else {
            breaker.returned(call.what(), call.began());
        }
    }

    /** Whether this is more than an answer that there is no file, or no such command. */
    boolean isFailure(Throwable thrown) {
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return bulkhead.get().judges();
        }
        return !(thrown instanceof Unwinding || thrown instanceof UnsupportedOperationException);
    }

    /** A call has cost too much; says whether nobody is admitted from now on. */
    boolean blame(Call call) {
        boolean opened = breaker.failed(call.what());
        if (opened) {
            wakeAll();
        }
        return opened;
    }

    void tried(boolean called) {
        breaker.tried(called);
    }

    int sorry() {
        return bulkhead.get().sorry();
    }

    /** How long a call may take. */
    Duration deadline() {
        Object own = property(DEADLINE);
        return own instanceof Integer seconds && seconds > 0
                ? Duration.ofSeconds(seconds)
                : bulkhead.get().deadline();
    }

    /** Runs this, perhaps at once, when it is worth trying again to borrow it; then it must be asked for anew. */
    void await(Runnable again) {
        queue.add(again);
        if (!isFull()) {
            wakeAll(); // a seat may have become free before this waited for it
        }
    }

    void forget(Runnable again) {
        queue.remove(again);
    }

    private void wakeAll() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    boolean isAbortable(Lease<S> lease) {
        return aborts.containsKey(lease);
    }

    void onRevoke(Lease<S> lease, Runnable abort) {
        aborts.put(lease, abort);
    }

    /** A lease goes on without a thread of the workers. */
    void stand() {
        state.addAndGet(-SEAT);
        wakeOne();
    }

    /** A lease without a seat takes one all the same: who comes next finds one less. */
    void sit() {
        state.addAndGet(SEAT);
    }

    void release(Lease<S> lease, boolean seated) {
        if (!aborts.isEmpty()) {
            aborts.remove(lease);
        }
        if (state.addAndGet(seated ? -SEAT - 1 : -1) == LEAVING) {
            synchronized (this) {
                notifyAll();
            }
        }
        if (seated) {
            wakeOne();
        }
    }

    private void wakeOne() {
        if (!queue.isEmpty()) {
            Runnable next = queue.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    /** From now on nobody new gets it. */
    void leave() {
        state.updateAndGet(now -> now | LEAVING);
        wakeAll();
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

    /** Whether patience with its leases has run out. */
    public boolean revoked() {
        return revoked;
    }

    /** Aborts those that asked to be told, and gives up those that are in it and cannot be; says how many. */
    int revoke() {
        revoked = true;
        int count = calls.giveUp(this, call -> !call.lease().isAbortable());
        for (Runnable abort : aborts.values()) {
            abort.run();
            count++;
        }
        return count;
    }

    /** Gives up all that are still in it. */
    void giveUp() {
        int unused = calls.giveUp(this, call -> true);
    }

    /** Symbolic name and version of its bundle. */
    @Override
    public String toString() {
        return label;
    }
}
