// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.session.ServerStatus;

/**
 * All services of one kind, best first, lent out by leases.
 *
 * <p>A service that leaves gets no new leases; the thread that stops it waits here until those that are out have come
 * back, at most for the patience, then they are aborted. That wait is what keeps a plugin alive until its last call has
 * returned.
 */
public final class Whiteboard<S> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Whiteboard.class);
    private static final Duration JUST_LEFT = Duration.ofSeconds(2);
    private static final Duration AFTER_ABORT = Duration.ofSeconds(3); // a transfer that hangs is interrupted after 2

    private final Class<S> kind;
    private final ServiceTracker<S, Berth<S>> tracker;
    private final Supplier<Duration> patience;
    private final Supplier<Bulkhead> bulkhead;
    private final Calls calls;
    private final List<Runnable> arrivals = new CopyOnWriteArrayList<>();
    private final List<Consumer<Berth<S>>> departures = new CopyOnWriteArrayList<>();
    private final List<Consumer<Departure>> departed = new CopyOnWriteArrayList<>();
    private volatile List<Berth<S>> berths = List.of(); // replaced whole, under this object's lock
    private final LongAccumulator longestWait = new LongAccumulator(Math::max, 0);
    private volatile boolean anyLeft;
    private volatile long lastDeparture;
    private volatile int leavers; // these are written under this object's lock
    private volatile long leaving;
    private volatile int changes;

    /**
     * Makes one.
     *
     * @param patience how long a service that leaves may take to end what it does
     * @param bulkhead what each service may cost the others
     * @param calls where the calls into each service are noted
     */
    public Whiteboard(
            BundleContext context,
            Class<S> kind,
            Supplier<Duration> patience,
            Supplier<Bulkhead> bulkhead,
            Calls calls) {
        this.kind = kind;
        this.patience = patience;
        this.bulkhead = bulkhead;
        this.calls = calls;
        this.tracker = new ServiceTracker<>(context, kind, new Tracking(context));
    }

    /** Begins to track; those who want to be told have registered before. */
    public void open() {
        tracker.open();
    }

    public Class<S> kind() {
        return kind;
    }

    /** Those that are here, best first: the highest ranking, then the lowest service id. */
    public List<Berth<S>> berths() {
        return berths;
    }

    /** Borrows the best service that matches. */
    public Optional<Lease<S>> lease(Predicate<Berth<S>> matches) {
        for (Berth<S> berth : berths) {
            if (matches.test(berth)) {
                Optional<Lease<S>> lease = berth.lease();
                if (lease.isPresent()) {
                    return lease;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Borrows the best service that matches and is well.
     *
     * @param what is missing, for the log
     * @param code what the client is answered when none comes in time
     * @throws ServiceGap if there is none now, or the best has no seat free
     */
    public Lease<S> require(Predicate<Berth<S>> matches, String what, int code) {
        Optional<Berth<S>> shunned = Optional.empty();
        for (Berth<S> berth : berths) {
            if (matches.test(berth)) {
                Optional<Lease<S>> lease = borrow(berth, code);
                if (lease.isPresent()) {
                    return lease.get();
                }
                if (!berth.leaving()) {
                    shunned = Optional.of(berth);
                }
            }
        }
        throw shunned.map(berth -> shunned(berth, code))
                .orElseGet(() -> gap(() -> berths.stream().anyMatch(matches), what, code));
    }

    /**
     * Borrows this service; empty if it leaves or is not well.
     *
     * @param code what the client is answered when no seat becomes free in time
     * @throws ServiceGap if it has no seat free
     */
    public Optional<Lease<S>> borrow(Berth<S> berth, int code) {
        Optional<Lease<S>> lease = berth.lease();
        while (lease.isEmpty()) {
            if (berth.isFull()) {
                throw new ServiceGap(new Waits.Full(berth), berth + " has no seat free", code);
            } else if (berth.leaving() || berth.breaker() != ServerStatus.Breaker.CLOSED) {
                return lease;
            }
            lease = berth.lease(); // a seat has become free meanwhile
        }
        return lease;
    }

    /** What is thrown when a service is left alone because it is not well. */
    public static ServiceGap shunned(Berth<?> berth, int code) {
        return new ServiceGap(new Waits.Shunned(), berth + " is left alone for a while", code);
    }

    /**
     * What is thrown while something is missing.
     *
     * @param over whether it is worth trying again; asked whenever something has come or gone, must not block
     * @param what is missing, for the log
     * @param code what the client is answered when nobody comes
     */
    public ServiceGap gap(BooleanSupplier over, String what, int code) {
        return new ServiceGap(new Waits.Missing(this, over), what, code);
    }

    /**
     * Begins to ask one after another until somebody knows.
     *
     * @param what is missing if there is nobody, for the log
     * @param code what the client is answered then
     */
    public Search<S> search(String what, int code) {
        return new Search<>(this, changes, berths, what, code);
    }

    /** A look at those that are here now. */
    public record Search<S>(Whiteboard<S> whiteboard, int changes, List<Berth<S>> berths, String what, int code) {

        /**
         * Nobody knew; perhaps because the one that would have known is being replaced.
         *
         * @throws ServiceGap if nobody was here to be asked, or one has just left
         */
        public void nobody() {
            if (berths.isEmpty() || whiteboard.justLeft() || berths.stream().anyMatch(Berth::leaving)) {
                throw whiteboard.gap(() -> whiteboard.changes != changes, what, code);
            }
        }
    }

    /** Whether one is leaving or has left a moment ago, perhaps because it is being replaced. */
    public boolean justLeft() {
        return anyLeft && System.nanoTime() - missingSince(lastDeparture) < JUST_LEFT.toNanos();
    }

    /**
     * The time by which grace is measured: it stands while a service is leaving. Its successor cannot come before, and
     * the calls that it still has to end may take longer than the grace.
     */
    public long clock() {
        return leavers > 0 ? leaving : System.nanoTime();
    }

    /** Since when one is missing for somebody who began to ask then: not before the last one that left had gone. */
    public long missingSince(long asked) {
        if (leavers > 0) {
            return System.nanoTime();
        }
        return anyLeft && lastDeparture - asked > 0 ? lastDeparture : asked;
    }

    private synchronized void countLeavers(int more) {
        if (leavers == 0) {
            leaving = System.nanoTime();
        }
        anyLeft = true;
        lastDeparture = System.nanoTime();
        leavers += more;
    }

    /** Somebody has waited for so long until there was one. */
    void waited(long nanos) {
        longestWait.accumulate(nanos);
    }

    /** Runs this whenever a service has come, changed or gone; it must not block. */
    public void onChange(Runnable told) {
        arrivals.add(told);
    }

    public void forgetChange(Runnable told) {
        arrivals.remove(told);
    }

    /** Tells this of each service that leaves, after it gets no new leases and before they are waited for. */
    public void onDeparture(Consumer<Berth<S>> told) {
        departures.add(told);
    }

    /** Tells this of each service that has left, when nobody uses it any more. */
    public void onDeparted(Consumer<Departure> told) {
        departed.add(told);
    }

    /** The longest that somebody has waited for one since this was asked last. */
    public Duration takeLongestWait() {
        return Duration.ofNanos(longestWait.getThenReset());
    }

    @Override
    public void close() {
        tracker.close();
    }

    private synchronized void change(Consumer<List<Berth<S>>> edit) {
        List<Berth<S>> next = new ArrayList<>(berths);
        edit.accept(next);
        next.sort(Comparator.comparing((Berth<S> berth) -> berth.reference()).reversed());
        berths = List.copyOf(next);
        changes++;
    }

    private void tellChange() {
        arrivals.forEach(Runnable::run);
    }

    private void depart(Berth<S> berth) {
        countLeavers(1);
        try {
            change(list -> list.remove(berth));
            berth.leave();
            tellChange();
            departures.forEach(told -> told.accept(berth));
            if (berth.leases() > 0) {
                Departure departure = awaitLeases(berth);
                departed.forEach(told -> told.accept(departure));
                tellChange(); // grace begins now
            } else {
                departed.forEach(told -> told.accept(new Departure(berth, 0, Duration.ZERO, true, 0)));
            }
        } finally {
            countLeavers(-1);
        }
    }

    private Departure awaitLeases(Berth<S> berth) {
        int out = berth.leases();
        long began = System.nanoTime();
        boolean graceful = false;
        int aborted = 0;
        try {
            graceful = berth.awaitIdle(patience.get());
            aborted = graceful ? 0 : berth.revoke();
            boolean idle = graceful || berth.awaitIdle(AFTER_ABORT);
            if (!idle) {
                berth.giveUp();
                log.warn("{} calls into {} of {} have not returned", berth.leases(), kind.getSimpleName(), berth);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            aborted = berth.revoke();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        log.info(
                "{} of {} left {}: waited {} ms for {} leases, aborted {}",
                kind.getSimpleName(),
                berth,
                graceful ? "GRACEFUL" : "FORCED",
                waited.toMillis(),
                out,
                aborted);
        return new Departure(berth, out, waited, graceful, aborted);
    }

    /** Turns what the framework tells into berths. */
    private final class Tracking implements ServiceTrackerCustomizer<S, Berth<S>> {

        private final BundleContext context;

        Tracking(BundleContext context) {
            this.context = context;
        }

        @Override
        public @Nullable Berth<S> addingService(ServiceReference<S> reference) {
            S service = context.getService(reference);
            if (service == null) { // its component failed to start; the framework has logged why
                return null;
            }
            Berth<S> berth = new Berth<>(kind, reference, service, bulkhead, calls);
            change(list -> list.add(berth));
            log.debug("{} of {} is here", kind.getSimpleName(), berth);
            tellChange();
            return berth;
        }

        @Override
        public void modifiedService(ServiceReference<S> reference, Berth<S> berth) {
            berth.reconfigured();
            change(list -> {});
            tellChange();
        }

        @Override
        public void removedService(ServiceReference<S> reference, Berth<S> berth) {
            depart(berth);
            context.ungetService(reference);
        }
    }
}
