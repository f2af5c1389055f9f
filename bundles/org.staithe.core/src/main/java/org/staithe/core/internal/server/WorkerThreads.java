// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads that run what may block, and the one that keeps time. (Selectors and transfers have their own.)
 *
 * <p>Each session has at most one task here, so the queue is bounded by the number of sessions.
 */
final class WorkerThreads {

    private WorkerThreads() {}

    static ThreadPoolExecutor pool(String name, int most) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static void resize(ThreadPoolExecutor pool, int most) {
        if (most > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(most);
            pool.setCorePoolSize(most);
        } else {
            pool.setCorePoolSize(most);
            pool.setMaximumPoolSize(most);
        }
    }

    /** Lets what runs end for a moment, then interrupts it. */
    static void stop(ThreadPoolExecutor pool) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
            pool.shutdownNow();
        }
    }

    static ScheduledThreadPoolExecutor timers() {
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
