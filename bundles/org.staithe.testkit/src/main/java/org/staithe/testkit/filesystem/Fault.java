// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** What goes wrong at a {@link Moment} of {@link FaultyFiles}. */
@FunctionalInterface
public interface Fault {

    /** Happens in the thread of the call, before the call goes through. */
    void strike() throws IOException;

    /** The call fails. */
    static Fault failing(IOException with) {
        return () -> {
            throw with;
        };
    }

    /** The call fails in a way that nobody foresaw: a bug of the plugin. */
    static Fault failing(RuntimeException with) {
        return () -> {
            throw with;
        };
    }

    /** The call takes this long. */
    static Fault slow(Duration pause) {
        return () -> {
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while being slow");
            }
        };
    }
}
