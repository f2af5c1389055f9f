// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.login;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing passwords slow: each failure from an address doubles the delay of its next answer, over all of its
 * connections (RFC 2577 section 5). Nothing waits here; the delay is the conversation's to keep, without a thread.
 */
public final class LoginThrottle {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration FORGET = Duration.ofMinutes(10);
    private static final int ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Map<InetAddress, Failures> addresses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Failures> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Failures(int count, Instant last) {}

    public LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a failure; says how long its answer has to wait. */
    public synchronized Duration failed(InetAddress address) {
        Instant now = clock.instant();
        Failures former = addresses.remove(address);
        boolean held = former != null && former.last().plus(FORGET).isAfter(now);
        int count = former != null && held ? former.count() + 1 : 1;
        addresses.put(address, new Failures(count, now));
        Duration delay = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    /** A success halves what is held against an address: one guess that hits does not free a guesser. */
    public synchronized void succeeded(InetAddress address) {
        addresses.computeIfPresent(
                address, (key, former) -> former.count() < 2 ? null : new Failures(former.count() / 2, former.last()));
    }
}
