// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.staithe.benchmarks.client.UnexpectedReplyException;

/** What the clients have seen. Safe for concurrent use. */
final class Tally {

    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Queue<String> conversations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failedTransfers = new AtomicInteger();
    private final AtomicInteger failedCommands = new AtomicInteger();
    private final AtomicInteger lostSessions = new AtomicInteger();
    private final AtomicLong wrongBytes = new AtomicLong();
    private volatile String swap = "";
    private volatile boolean measuring;

    /**
     * One operation that succeeded.
     *
     * @param kind of operation and client, which take alike
     * @param swap what was swapped at its end; empty before the first swap
     */
    record Sample(String kind, boolean transfer, String swap, long nanos) {

        boolean before() {
            return swap.isEmpty();
        }
    }

    /** From now on operations count; before, the server and the clients warm up. */
    void measure() {
        measuring = true;
    }

    void swapping(String what) {
        swap = what;
    }

    void done(String kind, boolean transfer, long nanos) {
        if (measuring) {
            samples.add(new Sample(kind, transfer, swap, nanos));
        }
    }

    void failed(Operation operation, boolean sessionLost, Exception cause) {
        (operation.transfer() ? failedTransfers : failedCommands).incrementAndGet();
        if (sessionLost) {
            lostSessions.incrementAndGet();
        }
        if (cause instanceof UnexpectedReplyException unexpected) {
            conversations.add(unexpected.transcript());
        }
        // Names and ports differ from client to client; the kind of failure does not.
        String kind = String.valueOf(cause.getMessage()).replaceAll("\\d{4,}|/c\\d+\\S*|f\\d+", "*");
        failures.computeIfAbsent(
                        operation + " during " + (swap.isEmpty() ? "no swap" : swap) + ": "
                                + cause.getClass().getSimpleName() + ": " + kind,
                        key -> new AtomicInteger())
                .incrementAndGet();
    }

    void failedSwap(String what, Exception cause) {
        failedCommands.incrementAndGet();
        failures.computeIfAbsent("swapping " + what + ": " + cause, key -> new AtomicInteger())
                .incrementAndGet();
    }

    void wrong(long bytes) {
        wrongBytes.addAndGet(bytes);
    }

    Collection<Sample> samples() {
        return samples;
    }

    Map<String, AtomicInteger> failures() {
        return new TreeMap<>(failures);
    }

    /** The last lines of the conversations that did not go as expected. */
    Collection<String> conversations() {
        return conversations;
    }

    int failedTransfers() {
        return failedTransfers.get();
    }

    int failedCommands() {
        return failedCommands.get();
    }

    int lostSessions() {
        return lostSessions.get();
    }

    long wrongBytes() {
        return wrongBytes.get();
    }
}
