// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a socket on which something takes too long: blocking writes and handshakes know no time-out of their own. */
final class Deadline implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK = clock();

    private final ScheduledFuture<?> expiry;

    Deadline(Duration patience, Closeable victim) {
        this.expiry = CLOCK.schedule(() -> expire(victim), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void expire(Closeable victim) {
        try {
            victim.close();
        } catch (IOException e) {
            // The thread that waits finds out by itself.
        }
    }

    @Override
    public void close() {
        expiry.cancel(false);
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "scripted-client-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
