// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.staithe.core.internal.threads.SharedThread;

/**
 * The data transfer process (RFC 959 section 2.3): runs transfers on platform threads, in straight-line code.
 *
 * <p>Its threads serve commands that may block, too: a command's own thread does the transfer that it begins.
 */
public final class DataTransferProcess implements TransferThreads, Closeable {

    private static final Logger log = LoggerFactory.getLogger(DataTransferProcess.class);

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_WITH_FILES = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final Semaphore places;
    private final Stock stock;
    private final InstantSource clock;
    private final Set<TransferRun> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor watcher;
    private int performing; // these are guarded by this
    private boolean closed;

    /** The threads, as many as are needed. One that has nothing to do waits ten seconds for the next task and ends. */
    public static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        // Who waits last is woken first: its stack and its buffers are still in the caches.
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                work -> new DataThread(work, "staithe-worker-" + number.incrementAndGet()));
    }

    /**
     * Makes one; buffers come when they are needed.
     *
     * @param threads of {@link #threads()}
     * @param transfers how many may run at once
     * @param buffers how many buffers of 1 MiB there may be, and how many pipes
     */
    public DataTransferProcess(ExecutorService threads, int transfers, int buffers, InstantSource clock) {
        this.threads = threads;
        this.places = new Semaphore(transfers);
        this.stock = new Stock(new Buffers(buffers), new Pipes(buffers));
        this.clock = clock;
        this.watcher = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "staithe-data-watch"));
        watcher.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        watcher.allowCoreThreadTimeOut(true);
        watcher.setRemoveOnCancelPolicy(true);
    }

    /** Whether plain uploads go without a copy where the system can do that: not before that has been found out. */
    public void uploadsWithoutCopy(boolean wanted) {
        stock.pipes().wanted(wanted);
        if (wanted) {
            threads.execute(stock.pipes()::prepare);
        }
    }

    @Override
    public RunningTransfer start(TransferOrder order, TransferEvents events) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("All data connections are in use.");
        }
        TransferRun run = new TransferRun(order, stock, clock.instant(), this::lookAgain, events);
        Map<String, String> context = MDC.getCopyOfContextMap();
        Runnable work = () -> perform(run, context);
        if (!begins(run)) {
            places.release();
            throw new RejectedExecutionException("The server is stopping.");
        }
        try {
            if (!SharedThread.goOnWith(work)) {
                threads.execute(work);
            }
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            free(run);
            ended();
            // The JVM says out of memory when the system gives no more threads.
            throw new RejectedExecutionException("No thread for a data connection.", e);
        }
        return run;
    }

    private void perform(TransferRun run, @Nullable Map<String, String> context) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            try {
                run.perform();
            } finally {
                free(run);
            }
            run.tell();
        } catch (RuntimeException | Error e) {
            log.error("After {}", run.verb(), e);
        } finally {
            MDC.clear();
            ended();
        }
    }

    private synchronized boolean begins(TransferRun run) {
        if (closed) {
            return false;
        }
        running.add(run);
        performing++;
        return true;
    }

    private synchronized void ended() {
        performing--;
        notifyAll();
    }

    private void free(TransferRun run) {
        if (running.remove(run)) {
            places.release();
        }
    }

    /**
     * A thread hangs in a plugin: if it is that of a transfer, the transfer ends without it, and its place is free.
     *
     * @param calls gives up what the thread is in; false if it has just come back
     */
    public boolean giveUp(Thread hung, BooleanSupplier calls) {
        for (TransferRun run : running) {
            if (run.giveUp(hung, calls)) {
                free(run);
                threads.execute(run::tellGivenUp);
                return true;
            }
        }
        return false;
    }

    private void lookAgain(TransferRun run) {
        try {
            Future<?> unused = watcher.schedule(run::interrupt, PATIENCE_WITH_FILES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Aborted by close() of another thread, which is over.
            log.debug("No second look at {}", run.verb(), e);
        }
    }

    /** How many are running. */
    public int running() {
        return running.size();
    }

    /** How many buffers of 1 MiB are in use. */
    public int buffersLent() {
        return stock.buffers().lent();
    }

    /** Whether plain uploads can go without a copy, as {@link #uploadsWithoutCopy} has found out. */
    boolean uploadsNeedNoCopy() {
        return stock.pipes().splice() != null;
    }

    /** Aborts what runs and waits a few seconds for it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        running.forEach(TransferRun::abort);
        try {
            awaitNone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watcher.shutdownNow();
    }

    private synchronized void awaitNone() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        while (performing > 0) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                log.warn("{} transfers did not end", performing);
                return;
            }
            wait(millis);
        }
    }
}
