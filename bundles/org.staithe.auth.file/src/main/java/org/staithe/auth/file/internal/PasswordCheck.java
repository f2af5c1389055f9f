// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.staithe.auth.Secret;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** Lets only so many passwords be checked at once: each takes a core and 19 MiB for tens of milliseconds. */
final class PasswordCheck {

    // The time of SHA crypt grows with the square of the length.
    private static final int LONGEST = 1024;

    private final int atOnce;
    private final Duration patience;
    private final Semaphore free;
    private final LongAdder computed = new LongAdder();

    PasswordCheck(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
        this.free = new Semaphore(atOnce, true);
    }

    /** The same where nothing differs, so that the checks that are under way still count. */
    PasswordCheck changedTo(int nextAtOnce, Duration nextPatience) {
        return nextAtOnce == atOnce && nextPatience.equals(patience)
                ? this
                : new PasswordCheck(nextAtOnce, nextPatience);
    }

    /**
     * Whether this is the password. An empty one never is, nor is one of more than 1024 bytes.
     *
     * @throws IOException if its turn did not come in time
     */
    boolean matches(PasswordHash hash, Secret password) throws IOException {
        byte[] bytes = password.utf8();
        try {
            return bytes.length > 0 && bytes.length <= LONGEST && matchesInTurn(hash, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** How many hashes were computed since the start. */
    long computed() {
        return computed.sum();
    }

    private boolean matchesInTurn(PasswordHash hash, byte[] password) throws IOException {
        awaitTurn();
        try {
            computed.increment();
            return hash.matches(password);
        } finally {
            free.release();
        }
    }

    private void awaitTurn() throws IOException {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("too many passwords are being checked: no turn within " + patience.toSeconds()
                        + " s (verifications.at.once, verification.wait.seconds)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to check a password", e);
        }
    }
}
