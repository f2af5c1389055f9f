// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.session.Answer;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;

/**
 * Tells the session listeners: each of them one event after another, on a thread of its own, so that a slow one delays
 * neither a session nor another listener.
 *
 * <p>Their queues are bounded: {@code answered} is left out first, and what does not fit is lost with a warning. What is
 * in the queue of a listener is told before it goes.
 */
public final class Notifier implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);
    private static final int ROOM = 100_000;

    private final Whiteboard<SessionListener> listeners;
    private final Map<Berth<SessionListener>, EventQueue> queues = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    public Notifier(Whiteboard<SessionListener> listeners) {
        this.listeners = listeners;
        listeners.onDeparture(this::end);
    }

    void opened(Session session) {
        tell(listener -> listener.opened(session));
    }

    public void loggedIn(Session session) {
        tell(listener -> listener.loggedIn(session));
    }

    public void loginRefused(Session session, String userName, String reason) {
        tell(listener -> listener.loginRefused(session, userName, reason));
    }

    void transferStarted(Session session, TransferReport transfer) {
        tell(listener -> listener.transferStarted(session, transfer));
    }

    void transferred(Session session, TransferReport transfer) {
        tell(listener -> listener.transferred(session, transfer));
    }

    void closed(Session session, String reason) {
        tell(listener -> listener.closed(session, reason));
    }

    /** Costs nothing unless a listener has asked for answers. */
    void answered(Session session, Supplier<Answer> answer) {
        Answer made = null;
        for (Berth<SessionListener> berth : listeners.berths()) {
            if (Boolean.TRUE.equals(berth.property(SessionListener.ANSWERS))
                    && queue(berth).free() > ROOM / 10) {
                Answer known = made == null ? answer.get() : made;
                made = known;
                tell(berth, listener -> listener.answered(session, known), false);
            }
        }
    }

    private void tell(Consumer<SessionListener> event) {
        for (Berth<SessionListener> berth : listeners.berths()) {
            tell(berth, event, true);
        }
    }

    /** The lease is for the place in the queue: the listener does not go before it was told. */
    private void tell(Berth<SessionListener> berth, Consumer<SessionListener> event, boolean atOnce) {
        berth.lease().ifPresent(lease -> {
            if (!queue(berth).add(() -> tell(lease, event), atOnce)) {
                lease.close();
                if (dropped.getAndIncrement() % 10_000 == 0) {
                    log.warn("Session listener of {} is too slow: events are lost, {} so far", berth, dropped.get());
                }
            }
        });
    }

    private static void tell(Lease<SessionListener> lease, Consumer<SessionListener> event) {
        try (lease) {
            if (!lease.berth().revoked()) {
                lease.run("session listener", event::accept);
            }
        } catch (RuntimeException | Error e) {
            log.error("Session listener of {} failed", lease.berth(), e);
        }
    }

    private EventQueue queue(Berth<SessionListener> berth) {
        EventQueue known = queues.get(berth);
        if (known != null) {
            return known;
        }
        EventQueue queue = queues.computeIfAbsent(berth, unknown -> newQueue());
        if (berth.leaving()) {
            queues.remove(berth); // it may have left before this was put there
            queue.end();
        }
        return queue;
    }

    private EventQueue newQueue() {
        return new EventQueue(ROOM, task -> {
            Thread thread = new Thread(task, "staithe-listener-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is waiting is told; the thread ends then. */
    private void end(Berth<SessionListener> berth) {
        EventQueue queue = queues.remove(berth);
        if (queue != null) {
            queue.end();
        }
    }

    /** Interrupts what is still being told. Those that left in time have been told everything. */
    @Override
    public void close() {
        queues.values().forEach(EventQueue::stop);
    }
}
