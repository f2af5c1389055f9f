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

    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /** What is counted; the kind keeps a user from being taken for a listener of the same name. */
    private record OfListener(String name) {}

    private record OfAddress(String listener, InetAddress address) {}

    private record OfUser(String name) {}

    String newId() {
        return "s" + Long.toString(ids.incrementAndGet(), 36);
    }

    /** Takes a place on a listener, if there is one. */
    Optional<String> refusal(ListenerSettings settings, InetAddress address) {
        if (!take(new OfListener(settings.name()), settings.sessions())) {
            return Optional.of("Too many connections.");
        }
        if (!take(new OfAddress(settings.name(), address), settings.sessionsPerAddress())) {
            giveBack(new OfListener(settings.name()));
            return Optional.of("Too many connections from your address.");
        }
        return Optional.empty();
    }

    void giveBack(String listener, InetAddress address) {
        giveBack(new OfAddress(listener, address));
        giveBack(new OfListener(listener));
    }

    /** Takes a place for a user who logs in; says whether there was one. */
    public boolean take(User user) {
        return take(new OfUser(user.name()), user.limits().sessions());
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

    private boolean take(Object place, int limit) {
        int now = counts.merge(place, 1, Integer::sum);
        if (limit > 0 && now > limit) {
            giveBack(place);
            return false;
        }
        return true;
    }

    private void giveBack(Object place) {
        counts.computeIfPresent(place, (key, count) -> count == 1 ? null : count - 1);
    }
}
