// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.staithe.auth.User;

/** The conversations that go on, and how many each listener, address and user has. Safe for concurrent use. */
public final class SessionTable {

    private static final int NO_PLACE = 0;

    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /** What is counted; the kind keeps a user from being taken for a listener of the same name. */
    private record OfListener(String name) {}

    private record OfAddress(String listener, InetAddress address) {}

    private record OfUser(String name) {}

    /** Whether somebody who connects is let in. */
    sealed interface Admission {

        /** Not, and what he is told. */
        record Refused(String reason) implements Admission {}

        /** Yes; perhaps on a place in which only administrators may log in. */
        record Admitted(boolean reserved) implements Admission {}
    }

    String newId() {
        return "s" + Long.toString(ids.incrementAndGet(), 36);
    }

    /** Takes a place on a listener, if there is one. */
    Admission admit(ListenerSettings settings, InetAddress address) {
        int open = settings.sessions();
        int most = open == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (long) open + settings.sessionsReserved());
        int number = take(new OfListener(settings.name()), most);
        if (number == NO_PLACE) {
            return new Admission.Refused("Too many connections.");
        }
        if (take(new OfAddress(settings.name(), address), settings.sessionsPerAddress()) == NO_PLACE) {
            giveBack(new OfListener(settings.name()));
            return new Admission.Refused("Too many connections from your address.");
        }
        return new Admission.Admitted(open > 0 && number > open);
    }

    /** Whether a session that came when all places but the reserved ones were taken is still one too many. */
    public boolean isReserved(FtpSession session) {
        int open = session.settings().sessions();
        return session.cameOnReservedPlace() && open > 0 && sessionsOf(session.listener()) > open;
    }

    void giveBack(String listener, InetAddress address) {
        giveBack(new OfAddress(listener, address));
        giveBack(new OfListener(listener));
    }

    /** Takes a place for a user who logs in; says whether there was one. */
    public boolean take(User user) {
        return take(new OfUser(user.name()), user.limits().sessions()) != NO_PLACE;
    }

    public void giveBack(User user) {
        giveBack(new OfUser(user.name()));
    }

    public int sessionsOf(String listener) {
        return counts.getOrDefault(new OfListener(listener), 0);
    }

    void add(Conversation conversation) {
        conversations.put(conversation.session().id(), conversation);
    }

    void remove(Conversation conversation) {
        conversations.remove(conversation.session().id());
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until nobody is here; says whether that came true in time. */
    public synchronized boolean awaitEmpty(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!conversations.isEmpty()) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    public Collection<Conversation> all() {
        return conversations.values();
    }

    public Optional<Conversation> find(String id) {
        return Optional.ofNullable(conversations.get(id));
    }

    /** Says how many there are with the new one, or {@link #NO_PLACE}. */
    private int take(Object place, int limit) {
        int now = counts.merge(place, 1, Integer::sum);
        if (limit > 0 && now > limit) {
            giveBack(place);
            return NO_PLACE;
        }
        return now;
    }

    private void giveBack(Object place) {
        counts.computeIfPresent(place, (key, count) -> count == 1 ? null : count - 1);
    }
}
