// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tries once more, at a signal or when time is over, whichever comes first; then nothing is left of it. */
final class SecondAttempt implements Runnable {

    private final AtomicBoolean made = new AtomicBoolean();
    private final Runnable attempt;
    private volatile @Nullable Future<?> alarm;

    SecondAttempt(Runnable attempt) {
        this.attempt = attempt;
    }

    /** What runs this when time is over. */
    void at(Future<?> alarm) {
        this.alarm = alarm;
    }

    @Override
    public void run() {
        if (made.compareAndSet(false, true)) {
            Future<?> set = alarm;
            if (set != null) {
                set.cancel(false); // it would keep the command, and with it perhaps a plugin that has gone
            }
            attempt.run();
        }
    }
}
