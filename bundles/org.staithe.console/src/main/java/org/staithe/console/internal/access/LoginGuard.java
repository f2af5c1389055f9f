// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets nobody guess: after some failures a name from an address has to wait, and so has the address for all names after
 * some more. Bounded: who fails with many names fills no memory. Safe for concurrent use.
 */
final class LoginGuard {

    private static final int REMEMBERED = 10_000;
    private static final int NAMES_PER_ADDRESS = 4;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant last) {}

    LoginGuard(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this client has to wait; empty when it may try. */
    synchronized Optional<Duration> waiting(String name, String address, int allowed, Duration lockout) {
        return left(address + " " + name, allowed, lockout)
                .or(() -> left(address, allowed * NAMES_PER_ADDRESS, lockout));
    }

    synchronized void failed(String name, String address, Duration lockout) {
        count(address + " " + name, lockout);
        count(address, lockout);
    }

    synchronized void succeeded(String name, String address) {
        failures.remove(address + " " + name);
        failures.remove(address);
    }

    private void count(String key, Duration lockout) {
        Failures former = failures.remove(key);
        Instant now = clock.instant();
        boolean goesOn = former != null && now.isBefore(former.last().plus(lockout));
        failures.put(key, new Failures(goesOn && former != null ? former.count() + 1 : 1, now));
    }

    private Optional<Duration> left(String key, int allowed, Duration lockout) {
        Failures known = failures.get(key);
        if (known == null || known.count() < allowed) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), known.last().plus(lockout));
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }
}
