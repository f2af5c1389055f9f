// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Departure;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.session.SessionControl.Drain;

/**
 * Services of one kind that left together with their bundle, and who may take their place. Guarded by {@link Swaps}; it
 * keeps no service, only its bundle, for seconds.
 */
final class PendingSwap {

    private final Whiteboard<?> whiteboard;
    private final Bundle bundle;
    private final String from;
    private final boolean stopping;
    private final long modified;
    private final Set<String> names = new LinkedHashSet<>();
    private long touched = System.nanoTime();
    private int leases;
    private int aborted;
    private Duration waited = Duration.ZERO;
    private boolean graceful = true;

    PendingSwap(Whiteboard<?> whiteboard, Bundle bundle) {
        this.whiteboard = whiteboard;
        this.bundle = bundle;
        this.from = bundle.getSymbolicName() + " " + bundle.getVersion();
        this.stopping = bundle.getState() != Bundle.ACTIVE;
        this.modified = bundle.getLastModified();
    }

    boolean isOf(Whiteboard<?> other, Bundle leaving) {
        return whiteboard == other && bundle.equals(leaving);
    }

    void add(Departure departure) {
        names.add(departure.berth().name());
        leases += departure.leases();
        aborted += departure.aborted();
        graceful &= departure.graceful();
        waited = waited.compareTo(departure.waited()) < 0 ? departure.waited() : waited;
        touched = System.nanoTime();
    }

    /** Whether somebody has been in its place for a moment, so that those who waited are served; or nobody comes. */
    boolean isOver(Duration grace, Duration moment) {
        long quiet = System.nanoTime() - touched;
        return quiet >= grace.plus(moment).toNanos() || successor().isPresent() && quiet >= moment.toNanos();
    }

    private Optional<Bundle> successor() {
        for (Berth<?> berth : whiteboard.berths()) {
            Bundle next = berth.reference().getBundle();
            if (next != null && names.contains(berth.name())) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    Swap report(Instant now) {
        Optional<Bundle> next = successor();
        return new Swap(
                now,
                whiteboard.kind().getSimpleName(),
                String.join(", ", names),
                from,
                next.map(found -> found.getSymbolicName() + " " + found.getVersion()),
                next.map(this::wayTo).orElseGet(this::wayOut),
                leases,
                waited,
                whiteboard.takeLongestWait(),
                graceful ? Drain.GRACEFUL : Drain.FORCED,
                aborted);
    }

    private String wayTo(Bundle next) {
        if (!next.equals(bundle)) {
            return "replaced";
        }
        if (next.getLastModified() != modified) {
            return "update";
        }
        return stopping ? "restart" : "reconfigured";
    }

    private String wayOut() {
        return switch (bundle.getState()) {
            case Bundle.UNINSTALLED -> "uninstall";
            case Bundle.ACTIVE -> "withdrawn";
            default -> "stop";
        };
    }
}
