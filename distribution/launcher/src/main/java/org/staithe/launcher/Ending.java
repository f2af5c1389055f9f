// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** What is done before the process ends, whether it is told to (SIGTERM, SIGINT) or ends by itself. */
final class Ending {

    private static final int UNDECIDED = -1;

    private final AtomicInteger exitCode = new AtomicInteger(UNDECIDED);
    private final Deque<BooleanSupplier> steps = new ConcurrentLinkedDeque<>();

    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "staithe-stop"));
    }

    /** Adds a step that is done before those that were added earlier; it says whether it succeeded. */
    void first(BooleanSupplier step) {
        steps.addFirst(step);
    }

    /** Ends the process; without effect when it is ending already. */
    void exit(int code) {
        exitCode.compareAndSet(UNDECIDED, code);
        System.exit(code);
    }

    private void end() {
        // Not the JVM's own 143 after a SIGTERM: a service manager takes that for a failure.
        exitCode.compareAndSet(UNDECIDED, 0);
        boolean clean = true;
        for (BooleanSupplier step : steps) {
            clean &= step.getAsBoolean();
        }
        System.out.flush();
        Runtime.getRuntime().halt(clean || exitCode.get() != 0 ? exitCode.get() : Failure.Kind.FAILED.exitCode());
    }
}
