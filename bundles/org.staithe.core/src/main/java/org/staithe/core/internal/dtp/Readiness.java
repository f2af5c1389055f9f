// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the thread that owns it wait for a socket, and any thread wake it.
 *
 * <p>Costs two descriptors from the first wait on, which is why it belongs to a thread and not to a transfer: one that
 * never has to wait has none.
 */
final class Readiness implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    // Written by the owner only.
    private volatile @Nullable Selector selector;

    /** Makes what {@link #wake} needs to be heard. */
    private Selector selector() throws IOException {
        Selector known = selector;
        if (known == null) {
            known = Selector.open();
            selector = known;
        }
        return known;
    }

    /** Whether the channel is ready; if not, the time is over or somebody woke us, and the caller looks which. */
    boolean await(SelectableChannel channel, int operation, long nanos, Stop stop) throws IOException {
        Selector waiting = selector();
        SelectionKey key = channel.keyFor(waiting);
        if (key == null) {
            channel.register(waiting, operation);
        } else if (key.interestOps() != operation) {
            key.interestOps(operation);
        }
        return select(waiting, nanos, stop);
    }

    void pause(SelectableChannel channel, long nanos, Stop stop) throws IOException {
        Selector waiting = selector();
        SelectionKey key = channel.keyFor(waiting);
        if (key != null && key.interestOps() != 0) {
            key.interestOps(0);
        }
        select(waiting, nanos, stop);
    }

    private static boolean select(Selector waiting, long nanos, Stop stop) throws IOException {
        // Asked after the selector is visible to wake(): a stop is either seen here or ends the select.
        return !stop.wanted() && waiting.select(key -> {}, Math.max(1, nanos / 1_000_000)) > 0;
    }

    void wake() {
        Selector waiting = selector;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    /** Closes the channel; a registered one keeps its descriptor until its selector has looked again. */
    void close(SelectableChannel channel) {
        try {
            Selector waiting = selector;
            // A short transfer never had to wait, and needs no system call for it.
            boolean registered = waiting != null && channel.keyFor(waiting) != null;
            channel.close();
            if (waiting != null && registered) {
                waiting.selectNow();
            }
        } catch (IOException e) {
            log.debug("Closing a data connection", e);
        }
    }

    @Override
    public void close() throws IOException {
        Selector waiting = selector;
        if (waiting != null) {
            waiting.close();
        }
    }

    /** Whether the waiting is in vain. */
    @FunctionalInterface
    interface Stop {
        boolean wanted();
    }
}
