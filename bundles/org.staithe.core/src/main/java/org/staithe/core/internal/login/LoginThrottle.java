// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.login;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Makes guessing passwords slow: each failure from an address, or for a user, doubles the delay of the next refusal,
 * over all connections (RFC 2577 section 5). Nothing waits here; the delay is the conversation's to keep, without a
 * thread. Who guesses on many connections at once is shut out after so many failures.
 *
 * <p>A user is never shut out, nor is a right password delayed: else anybody could lock out anybody.
 */
public final class LoginThrottle {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration FORGET = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;

    private final InstantSource clock;
    private final IntSupplier most;
    private final Map<Object, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant last) {}

    /**
     * Makes one.
     *
     * @param most how many failures shut an address out for a while; 0: none
     */
    public LoginThrottle(InstantSource clock, IntSupplier most) {
        this.clock = clock;
        this.most = most;
    }

    /** Whether an address has failed so often that nothing from it is judged now. */
    public synchronized boolean shutsOut(InetAddress address) {
        Failures held = failures.get(address);
        return held != null && shutsOut(held);
    }

    /** How many addresses are shut out now. */
    public synchronized int addressesShutOut() {
        return (int) failures.entrySet().stream()
                .filter(entry -> entry.getKey() instanceof InetAddress && shutsOut(entry.getValue()))
                .count();
    }

    private boolean shutsOut(Failures held) {
        return most.getAsInt() > 0 && held.count() >= most.getAsInt() && counts(held);
    }

    /** Counts a failure; says how long its answer has to wait. */
    public synchronized Duration failed(InetAddress address, String userName) {
        int count = Math.max(count(address), count(userName));
        Duration delay = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    private int count(Object who) {
        Failures former = failures.remove(who);
        int count = former != null && counts(former) ? former.count() + 1 : 1;
        failures.put(who, new Failures(count, clock.instant()));
        return count;
    }

    private boolean counts(Failures held) {
        return held.last().plus(FORGET).isAfter(clock.instant());
    }

    /** A success halves what is held against an address: one guess that hits does not free a guesser. */
    public synchronized void succeeded(InetAddress address) {
        failures.computeIfPresent(
                address, (key, former) -> former.count() < 2 ? null : new Failures(former.count() / 2, former.last()));
    }
}
