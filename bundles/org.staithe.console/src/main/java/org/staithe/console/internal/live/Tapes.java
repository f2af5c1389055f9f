// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.staithe.session.Session;

/**
 * The tapes of open sessions, of the latest in which something failed, and of a few in which nothing did. Safe for
 * concurrent use.
 */
final class Tapes {

    private static final int FAILED = 200;
    private static final int FINE = 50;
    private static final int MANY = 1_000;
    /** Of what happened latest, for each tape; a server with many busy sessions needs its memory for other things. */
    static final int ROOM = 120;

    static final int ROOM_AMONG_MANY = 20;
    private static final Duration LATE = Duration.ofMinutes(1); // so long after its last event an end may still come
    private static final Comparator<Tape> LATEST =
            Comparator.comparing((Tape tape) -> tape.facts().connected()).reversed();

    private final InstantSource clock;
    private final Supplier<Optional<Set<String>>> sessions;
    private final Map<String, Tape> open = new ConcurrentHashMap<>();
    private final Deque<Tape> failed = new ArrayDeque<>(); // these are guarded by this
    private final Deque<Tape> fine = new ArrayDeque<>();
    private long begun; // counted by the thread of the events only

    /**
     * Makes none yet.
     *
     * @param sessions the ids of those that are there now; empty when nobody can say
     */
    Tapes(InstantSource clock, Supplier<Optional<Set<String>>> sessions) {
        this.clock = clock;
        this.sessions = sessions;
    }

    /** That of a new session. */
    Tape begin(Session session) {
        if (++begun % MANY == 0 && open.size() >= MANY) {
            endLost();
        }
        return of(session);
    }

    /** A session that was open before the console came gets its tape now. */
    Tape of(Session session) {
        Tape known = open.get(session.id());
        return known == null ? open.computeIfAbsent(session.id(), id -> new Tape(session, this::room)) : known;
    }

    private int room() {
        return open.size() > MANY ? ROOM_AMONG_MANY : ROOM;
    }

    void end(Session session, String reason) {
        Tape tape = open.remove(session.id());
        // It may have been given up for lost, or nothing else was ever heard of it.
        end(tape == null ? find(session.id()).orElseGet(() -> new Tape(session, this::room)) : tape, reason);
    }

    /** All: those of open sessions, then the latest that ended. */
    List<Tape> all() {
        endLost();
        List<Tape> all = new ArrayList<>(open.values());
        all.sort(LATEST);
        List<Tape> past;
        synchronized (this) {
            past = new ArrayList<>(failed);
            past.addAll(fine);
        }
        past.sort(LATEST);
        all.addAll(past);
        return all;
    }

    Optional<Tape> find(String session) {
        Tape known = open.get(session);
        if (known != null) {
            return Optional.of(known);
        }
        synchronized (this) {
            return List.of(failed, fine).stream()
                    .flatMap(Deque::stream)
                    .filter(tape -> tape.id().equals(session))
                    .findFirst();
        }
    }

    private void end(Tape tape, String reason) {
        Instant now = clock.instant();
        tape.add(Happened.that(now, "closed", reason));
        if (!tape.closed(now)) {
            return;
        }
        synchronized (this) {
            Deque<Tape> kept = tape.failures() > 0 ? failed : fine;
            kept.add(tape);
            if (kept.size() > (kept == failed ? FAILED : FINE)) {
                kept.remove();
            }
        }
    }

    /** Ends those of sessions that are not there any more: when events come too fast, some are lost. */
    private void endLost() {
        Optional<Set<String>> there = sessions.get();
        if (there.isEmpty()) {
            return;
        }
        Instant before = clock.instant().minus(LATE);
        List<Tape> lost = open.values().stream()
                .filter(tape ->
                        !there.get().contains(tape.id()) && tape.touched().isBefore(before))
                .collect(Collectors.toList());
        lost.stream().filter(tape -> open.remove(tape.id(), tape)).forEach(tape -> end(tape, "its end was not told"));
    }
}
