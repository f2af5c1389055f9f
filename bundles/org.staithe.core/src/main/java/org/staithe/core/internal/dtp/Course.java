// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How far a transfer has come, and who may still end it otherwise. Safe for concurrent use. */
final class Course {

    private volatile boolean aborted;
    private volatile boolean givenUp;

    // Guarded by this.
    private @Nullable DataThread thread; // from the begin until all is closed
    private boolean connected;
    private boolean settled;
    private boolean moved;
    private @Nullable TransferEnd end;

    synchronized void begin(DataThread mine) {
        thread = mine;
    }

    synchronized void connected() {
        connected = true;
    }

    /** From here on it is too late to abort: what is being published is not taken back. */
    synchronized void settle() throws DataConnectionException {
        if (aborted) {
            throw new DataConnectionException("Aborted.");
        }
        settled = true;
    }

    /** All is done but the closing; returns the end. */
    synchronized TransferEnd moved(TransferEnd how) {
        moved = true;
        end = end == null ? how : end;
        // An interrupt was for what has ended; the files are closed by an undisturbed thread.
        Thread.interrupted();
        return end;
    }

    /** The thread has other things to do. */
    synchronized void closed() {
        thread = null;
        Thread.interrupted();
    }

    boolean isAborted() {
        return aborted;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Whether nobody wants any more of it. */
    boolean isStopped() {
        return aborted || givenUp;
    }

    /** Known once it has moved or was given up. */
    synchronized TransferEnd end() {
        return Objects.requireNonNull(end);
    }

    /** The client, or an operator, wants no more; false if it is too late for that. */
    boolean abort() {
        DataThread running;
        synchronized (this) {
            if (settled || aborted || end != null) {
                return false;
            }
            aborted = true;
            running = thread;
        }
        if (running != null) {
            running.readiness().wake();
        }
        return true;
    }

    /** Ends a wait of the thread for a file system. */
    synchronized void interrupt() {
        if (thread != null && !moved && !settled) {
            thread.interrupt();
        }
    }

    /**
     * The thread hangs in a plugin: the transfer ends without it.
     *
     * @param calls gives up what the thread is in; false if it has just come back
     * @return false if it is another transfer's thread, or has just come back
     */
    synchronized boolean giveUp(Thread hung, BooleanSupplier calls) {
        if (thread != hung || givenUp || !calls.getAsBoolean()) {
            return false;
        }
        givenUp = true;
        end = end == null ? endOfHung() : end;
        hung.interrupt(); // some plugins hang in what can be interrupted
        return true;
    }

    private TransferEnd endOfHung() {
        if (aborted) {
            return new TransferEnd.Aborted();
        }
        return connected ? new TransferEnd.GivenUp() : new TransferEnd.NotOpened(new IOException("A plugin hangs."));
    }
}
