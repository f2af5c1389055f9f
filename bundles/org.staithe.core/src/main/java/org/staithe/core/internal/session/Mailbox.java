// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.staithe.command.Request;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.session.Interpreter.Prepared;

/**
 * The commands of a session that wait for their turn: in order, bounded, one at a time.
 *
 * <p>At the bound the channel is told to stop reading, so that a client that pipelines without end waits in its own
 * kernel. Filled by selector threads, emptied by whoever carries out; guarded by itself.
 */
final class Mailbox {

    private static final int HIGH = 32;
    private static final int LOW = 8;

    private final ControlChannel channel;
    private final Queue<Letter> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean suspended;
    private boolean stopped;
    private boolean closed;

    /** A command, and what was asked if it may be answered beside a transfer. */
    private record Letter(Supplier<Prepared> command, Optional<Request> urgent) {}

    Mailbox(ControlChannel channel) {
        this.channel = channel;
    }

    /** Adds a command; says whether the caller must begin to carry out, because nobody does. */
    synchronized boolean add(Supplier<Prepared> command, Optional<Request> urgent) {
        if (stopped || closed) {
            return false;
        }
        waiting.add(new Letter(command, urgent));
        if (waiting.size() >= HIGH && !suspended) {
            suspended = true;
            channel.suspend();
        }
        boolean idle = !busy;
        busy = true;
        return idle;
    }

    /** The next command; null when there is none and nobody is busy any more. */
    synchronized @Nullable Supplier<Prepared> next() {
        Letter next = waiting.poll();
        if (next == null) {
            busy = false;
        }
        goOnReading();
        return next == null ? null : next.command();
    }

    /** Takes out the next command if it is an urgent one, or else the first {@code ABOR}. */
    synchronized Optional<Request> takeUrgent() {
        Optional<Request> next = Optional.ofNullable(waiting.peek()).flatMap(Letter::urgent);
        if (next.isEmpty()) {
            return takeAbort();
        }
        waiting.remove();
        goOnReading();
        return next;
    }

    /** Takes out the first {@code ABOR}, whatever waits before it. */
    synchronized Optional<Request> takeAbort() {
        for (Letter letter : waiting) {
            if (letter.urgent().filter(request -> request.verb().equals("ABOR")).isPresent()) {
                waiting.remove(letter);
                goOnReading();
                return letter.urgent();
            }
        }
        return Optional.empty();
    }

    private void goOnReading() {
        if (suspended && waiting.size() <= LOW) {
            suspended = false;
            channel.resume();
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized boolean isBusy() {
        return busy;
    }

    /** Takes nothing any more; the last word has been said. */
    synchronized void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Takes nothing any more and forgets what waits; says whether nobody is busy, so that the caller may clean up. */
    synchronized boolean close() {
        waiting.clear();
        boolean first = !closed;
        closed = true;
        return first && !busy;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
