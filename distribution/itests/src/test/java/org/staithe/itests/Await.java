// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another thread or process will do, with a limit. */
final class Await {

    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    /** Looks again and again until the condition holds; what it throws meanwhile counts as "not yet". */
    static void until(String what, Duration patience, Callable<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Throwable last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception | AssertionError e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + patience.toMillis() + " ms: " + what, last);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
