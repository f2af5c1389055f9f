// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.whiteboard.Departure;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.session.ServerStatus.SwapReport;

/**
 * Remembers the last swaps and tells of each, a moment after the successor has come: only then is it known who that is
 * and how long clients waited. Safe for concurrent use.
 */
final class Swaps {

    private static final Logger log = LoggerFactory.getLogger(Swaps.class);
    private static final int KEPT = 200;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Supplier<Duration> grace;
    private final InstantSource clock;
    private final Consumer<Swap> told;
    private final List<PendingSwap> pending = new ArrayList<>(); // these are guarded by this
    private final Deque<SwapReport> last = new ArrayDeque<>();

    Swaps(Supplier<Duration> grace, InstantSource clock, Consumer<Swap> told) {
        this.grace = grace;
        this.clock = clock;
        this.told = told;
    }

    /** The last ones, the newest first. */
    synchronized List<SwapReport> last() {
        return List.copyOf(last);
    }

    synchronized void left(Whiteboard<?> whiteboard, Departure departure) {
        Bundle bundle = departure.berth().reference().getBundle();
        if (bundle == null) {
            return; // it has gone already, and nobody can say what it was
        }
        PendingSwap swap = pending.stream()
                .filter(known -> known.isOf(whiteboard, bundle))
                .findFirst()
                .orElseGet(() -> {
                    PendingSwap begun = new PendingSwap(whiteboard, bundle);
                    pending.add(begun);
                    return begun;
                });
        swap.add(departure);
    }

    /** Tells of those that are over; called from time to time. */
    void check() {
        over().forEach(swap -> {
            log.info(
                    "{} {} of {} by {}: {}, {}, waited {} ms for {} leases, clients waited {} ms, aborted {}",
                    swap.kind(),
                    swap.what(),
                    swap.from(),
                    swap.way(),
                    swap.to().map(to -> to + " serves now").orElse("nobody serves now"),
                    swap.end(),
                    swap.waited().toMillis(),
                    swap.leases(),
                    swap.pause().toMillis(),
                    swap.aborted());
            told.accept(swap);
        });
    }

    private synchronized List<Swap> over() {
        List<Swap> over = new ArrayList<>();
        for (Iterator<PendingSwap> all = pending.iterator(); all.hasNext(); ) {
            PendingSwap swap = all.next();
            if (swap.isOver(grace.get(), MOMENT)) {
                all.remove();
                Swap report = swap.report(clock.instant());
                over.add(report);
                last.addFirst(report);
                if (last.size() > KEPT) {
                    last.removeLast();
                }
            }
        }
        return over;
    }
}
