// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
 * Tells the session listeners, one event after another on a thread of its own, so that a slow one delays no session.
 *
 * <p>The queue is bounded: {@code answered} is left out first, and what does not fit is lost with a warning.
 */
public final class Notifier implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifier.class);
    private static final int ROOM = 100_000;

    private final Whiteboard<SessionListener> listeners;
    private final ThreadPoolExecutor thread;
    private final AtomicLong dropped = new AtomicLong();

    public Notifier(Whiteboard<SessionListener> listeners) {
        this.listeners = listeners;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(ROOM), task -> {
            Thread created = new Thread(task, "staithe-listeners");
            created.setDaemon(true);
            return created;
        });
        thread.setRejectedExecutionHandler((task, pool) -> {
            if (dropped.getAndIncrement() % 10_000 == 0) {
                log.warn("Session listeners are too slow: events are lost, {} so far", dropped.get());
            }
        });
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
        for (Berth<SessionListener> berth : listeners.berths()) {
            if (wantsAnswers(berth) && thread.getQueue().remainingCapacity() > ROOM / 10) {
                Answer made = answer.get();
                thread.execute(() -> each(Notifier::wantsAnswers, listener -> listener.answered(session, made)));
                return;
            }
        }
    }

    private static boolean wantsAnswers(Berth<SessionListener> berth) {
        return Boolean.TRUE.equals(berth.property(SessionListener.ANSWERS));
    }

    private void tell(Consumer<SessionListener> event) {
        if (!listeners.berths().isEmpty()) {
            thread.execute(() -> each(any -> true, event));
        }
    }

    private void each(Predicate<Berth<SessionListener>> which, Consumer<SessionListener> event) {
        for (Berth<SessionListener> berth : listeners.berths()) {
            if (which.test(berth)) {
                berth.lease().ifPresent(lease -> tell(lease, event));
            }
        }
    }

    private static void tell(Lease<SessionListener> lease, Consumer<SessionListener> event) {
        try (lease) {
            event.accept(lease.service());
        } catch (RuntimeException | LinkageError e) {
            lease.failed();
            log.error("Session listener of {} failed", lease.berth(), e);
        }
    }

    /** Tells what is waiting, for some seconds at most. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
