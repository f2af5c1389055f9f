// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.staithe.core.internal.threads.WorkerThreads;

/**
 * Computes TLS handshakes, on a few threads of their own. One that hangs in the plugin that has the keys is replaced, and
 * its connection closed: the others shake hands on.
 */
final class Handshakes {

    /** Beyond these, a connection that wants to shake hands is closed. */
    private static final int WAITING = 1_000;

    private final WorkerThreads threads;
    private final Map<Thread, TlsFilter> inside = new HashMap<>(); // guarded by this

    Handshakes(int threads) {
        this.threads = new WorkerThreads("staithe-tls-", threads, WAITING);
    }

    /**
     * Computes a step of a connection's handshake, later.
     *
     * @throws java.util.concurrent.RejectedExecutionException if too many wait
     */
    void compute(TlsFilter connection, Runnable step) {
        threads.execute(() -> {
            enter(connection);
            try {
                step.run();
            } finally {
                leave();
            }
        });
    }

    private synchronized void enter(TlsFilter connection) {
        inside.put(Thread.currentThread(), connection);
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        boolean unused = Thread.interrupted(); // that was for what has ended
    }

    synchronized void replace(Thread slow) {
        if (inside.containsKey(slow)) {
            threads.replace(slow);
        }
    }

    /**
     * Gives up the handshake that a thread hangs in.
     *
     * @param calls gives up what the thread is in; false if it has just come back
     * @return false if it is not one of these threads, or has just come back
     */
    synchronized boolean giveUp(Thread hung, BooleanSupplier calls) {
        TlsFilter connection = inside.get(hung);
        if (connection == null || !calls.getAsBoolean()) {
            return false;
        }
        threads.replace(hung);
        hung.interrupt();
        connection.giveUp();
        return true;
    }

    void shutdown() {
        threads.shutdown();
    }
}
