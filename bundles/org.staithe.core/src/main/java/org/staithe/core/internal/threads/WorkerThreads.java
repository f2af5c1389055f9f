// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.threads;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a few that compute: logins, TLS handshakes. A thread that hangs in a plugin is replaced by another until
 * it comes back.
 *
 * <p>Each session has at most one task here, so the queue is bounded by the number of sessions, if not by less.
 */
public final class WorkerThreads implements Executor {

    private final String name;
    private final ThreadPoolExecutor pool;
    private final Set<Thread> lost = new HashSet<>(); // these are guarded by this
    private int most;

    public WorkerThreads(String name, int most) {
        this(name, most, Integer.MAX_VALUE);
    }

    /**
     * Makes some; they run when they are needed.
     *
     * @param waiting how many tasks may wait for a thread; one more is rejected
     */
    public WorkerThreads(String name, int most, int waiting) {
        this.name = name;
        this.most = most;
        pool =
                new ThreadPoolExecutor(
                        most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), named(name)) {
                    @Override
                    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
                        cameBack(Thread.currentThread());
                    }
                };
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    public synchronized void resize(int next) {
        most = next;
        apply();
    }

    /** Lets another thread work in its place; does nothing if it is not one of these. */
    public synchronized void replace(Thread hung) {
        if (hung.getName().startsWith(name) && lost.add(hung)) {
            apply();
        }
    }

    private synchronized void cameBack(Thread thread) {
        if (lost.remove(thread)) {
            apply();
        }
    }

    private void apply() {
        int size = most + lost.size();
        if (size > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(size);
            pool.setCorePoolSize(size);
        } else {
            pool.setCorePoolSize(size);
            pool.setMaximumPoolSize(size);
        }
    }

    /** Lets what runs end for a moment, then interrupts it. */
    public void stop() throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
            pool.shutdownNow();
        }
    }

    /** Lets what runs end; nothing new begins. */
    public void shutdown() {
        pool.shutdown();
    }

    /** The one thread that keeps time. */
    public static ScheduledThreadPoolExecutor timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, named("staithe-timers-"));
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
