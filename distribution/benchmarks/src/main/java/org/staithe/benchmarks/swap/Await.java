// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.time.Duration;

/** Waits for a condition of another process, which can only be asked again and again. */
final class Await {

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Await() {}

    /** What is asked for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    static void until(String what, Duration patience, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited in vain for " + patience.toSeconds() + " s until " + what);
            }
            Thread.sleep(BETWEEN.toMillis());
        }
    }
}
