// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.staithe.session.Session;

/** What happened in one session: the beginning is kept, of the rest the latest. Safe for concurrent use. */
public final class Tape {

    static final int BEGINNING = 50;

    private final String id;
    private final IntSupplier room;
    private volatile @Nullable Session session; // null once it has ended
    private volatile Facts facts;
    private final List<Happened> beginning = new ArrayList<>(); // all are guarded by this
    private final Deque<Happened> latest = new ArrayDeque<>();
    private long left;
    private int failures;
    private volatile boolean secured;
    private volatile String tried = "";
    private volatile Instant touched = Instant.MAX; // until something has happened
    private Optional<Instant> closed = Optional.empty();

    /**
     * Makes one.
     *
     * @param room how many of the latest are kept, beside the beginning
     */
    Tape(Session session, IntSupplier room) {
        this.id = session.id();
        this.room = room;
        this.session = session;
        this.facts = Facts.of(session);
    }

    public String id() {
        return id;
    }

    public Facts facts() {
        Session live = session;
        return live == null ? facts : Facts.of(live);
    }

    synchronized void add(Happened one) {
        touched = one.at();
        if (one.bad()) {
            failures++;
        }
        if (beginning.size() < BEGINNING) {
            beginning.add(one);
            return;
        }
        latest.add(one);
        while (latest.size() > room.getAsInt()) {
            latest.remove();
            left++;
        }
    }

    /** Whether nothing was heard of TLS yet: to ask for it costs more than all the rest. */
    boolean awaitsTls() {
        return !secured;
    }

    void secured() {
        secured = true;
    }

    /** A login was refused. */
    void tried(String userName) {
        tried = userName;
    }

    /** The name of the last login that was refused, or empty. */
    public String tried() {
        return tried;
    }

    /** When something happened last. */
    Instant touched() {
        return touched;
    }

    /** False if it was closed already. */
    synchronized boolean closed(Instant when) {
        boolean first = closed.isEmpty();
        facts = facts();
        session = null;
        closed = Optional.of(when);
        return first;
    }

    public synchronized Optional<Instant> closed() {
        return closed;
    }

    public synchronized int failures() {
        return failures;
    }

    /** How many were left out between the beginning and the rest. */
    public synchronized long leftOut() {
        return left;
    }

    /** All there is, and where the gap is: before the entry with the number of {@link #BEGINNING}. */
    public synchronized List<Happened> entries() {
        List<Happened> all = new ArrayList<>(beginning);
        all.addAll(latest);
        return all;
    }

    /** The last thing that went wrong. */
    public synchronized Optional<Happened> lastFailure() {
        List<Happened> all = entries();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).bad()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }
}
