// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener what happens, in order, on a thread that is there while something happens. Safe for concurrent use.
 *
 * <p>To wake a thread costs more than most commands. So what can wait does not wake it, and what comes soon after
 * something else does not either: it looks by itself, often enough for anybody who watches.
 */
final class EventQueue {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOOKS = 50; // in vain, before the thread ends

    private final int room;
    private final ThreadFactory threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Thread thread; // null for a moment when it begins, and when there is none
    private volatile boolean looksSoon;
    private volatile boolean ending;

    EventQueue(int room, ThreadFactory threads) {
        this.room = room;
        this.threads = threads;
    }

    /** How many events still fit. */
    int free() {
        return room - size.get();
    }

    /**
     * Adds an event.
     *
     * @param atOnce whether it is told within milliseconds; else in a moment
     * @return false if it does not fit, and is lost
     */
    boolean add(Runnable event, boolean atOnce) {
        if (size.incrementAndGet() > room) {
            size.decrementAndGet();
            return false;
        }
        waiting.add(event);
        if (!running.get() && running.compareAndSet(false, true)) {
            threads.newThread(this::tellWhileThereIsSomething).start();
        } else if (atOnce && !looksSoon) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** What is waiting is told; the thread ends then. */
    void end() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Interrupts what is being told, and tells no more. */
    void stop() {
        ending = true;
        Thread now = thread;
        waiting.clear();
        if (now != null) {
            now.interrupt();
        }
    }

    private void tellWhileThereIsSomething() {
        do {
            thread = Thread.currentThread();
            int inVain = 0;
            while (inVain < LOOKS && !(ending && waiting.isEmpty())) {
                boolean any = tellAll();
                inVain = any ? 0 : inVain + 1;
                looksSoon = any;
                // A listener that took too long may have been interrupted; left so, nothing would park any more.
                Thread.interrupted();
                if (!ending && (any || waiting.isEmpty())) { // what came just now may have relied on looksSoon
                    LockSupport.parkNanos(this, any ? LOOK_SOON_NANOS : LOOK_NANOS);
                }
            }
            thread = null;
            running.set(false);
            // Something may have come just now, when there was no need yet to begin a thread.
        } while (!waiting.isEmpty() && running.compareAndSet(false, true));
    }

    private boolean tellAll() {
        boolean any = false;
        for (Runnable event = waiting.poll(); event != null; event = waiting.poll()) {
            size.decrementAndGet();
            event.run();
            any = true;
        }
        return any;
    }
}
