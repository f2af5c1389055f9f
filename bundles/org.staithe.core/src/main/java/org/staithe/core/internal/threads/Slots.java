// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.threads;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what may block, so many at once, on threads that transfers share: a command that begins one leaves its slot, and
 * its thread does the transfer. A thread that hangs in a plugin does not count until it comes back.
 *
 * <p>Each session has at most one task here, so the queue is bounded by the number of sessions.
 */
public final class Slots implements Executor {

    private static final Logger log = LoggerFactory.getLogger(Slots.class);

    private final Executor threads;

    // All guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Set<Thread> busy = new HashSet<>();
    private final Set<Thread> lost = new HashSet<>();
    private int taken; // by busy threads, and by those that are about to be
    private int most;
    private boolean stopped;

    /** @param threads runs everything at once, on {@link SharedThread}s */
    public Slots(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (stopped) {
                throw new RejectedExecutionException("The server has stopped.");
            }
            if (taken >= most + lost.size()) {
                waiting.add(task);
                return;
            }
            taken++;
        }
        begin(task);
    }

    private void begin(Runnable task) {
        try {
            threads.execute(() -> work(task));
        } catch (RuntimeException | Error e) {
            free();
            throw e;
        }
    }

    private void work(Runnable first) {
        SharedThread here = (SharedThread) Thread.currentThread();
        synchronized (this) {
            busy.add(here);
        }
        Runnable task = first;
        Runnable longer = null;
        while (task != null) {
            longer = run(here, task);
            task = longer == null ? next(here) : null;
        }
        if (longer != null) {
            passOn(here);
            longer.run();
        }
    }

    private @Nullable Runnable run(SharedThread here, Runnable task) {
        here.enterSlot();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A task failed", e);
        }
        cameBack(here);
        return here.leaveSlot();
    }

    private synchronized void cameBack(Thread here) {
        if (!lost.isEmpty()) {
            lost.remove(here);
        }
    }

    /** What to do next in the same slot; null if there is nothing, and the slot is free. */
    private synchronized @Nullable Runnable next(Thread here) {
        Runnable next = taken > most + lost.size() ? null : waiting.poll();
        if (next == null) {
            busy.remove(here);
            free();
        }
        return next;
    }

    private synchronized void passOn(Thread here) {
        Runnable next = next(here);
        if (next != null) {
            busy.remove(here);
            beginLater(next);
        }
    }

    /** If the system gives no more threads, it waits for one of those that there are. */
    private synchronized void beginLater(Runnable waited) {
        try {
            begin(waited);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("No thread for a command", e);
            waiting.add(waited);
        }
    }

    private synchronized void free() {
        taken--;
        if (taken == 0) {
            notifyAll();
        }
    }

    public synchronized void resize(int next) {
        most = next;
        fill();
    }

    /** Lets another thread work in its place; does nothing if it is not one of these. */
    public synchronized void replace(Thread hung) {
        if (busy.contains(hung) && lost.add(hung)) {
            fill();
        }
    }

    private synchronized void fill() {
        for (int i = Math.min(waiting.size(), most + lost.size() - taken); i > 0; i--) {
            taken++;
            beginLater(waiting.remove());
        }
    }

    /** Lets what runs end for a moment, then interrupts it; nothing new begins. */
    public synchronized void stop() throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        for (long left = end - System.nanoTime(); taken > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        waiting.clear();
        busy.forEach(Thread::interrupt);
    }
}
