// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a call up until the test lets it go; all later calls pass. */
public final class Gate implements Fault {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void strike() throws InterruptedIOException {
        reached.countDown();
        await(open, "nobody opened the gate");
    }

    /** Waits until a call stands before the gate. */
    public void awaitCall() throws InterruptedIOException {
        await(reached, "no call reached the gate");
    }

    public void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch, String complaint) throws InterruptedIOException {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(complaint);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted at the gate");
        }
    }
}
