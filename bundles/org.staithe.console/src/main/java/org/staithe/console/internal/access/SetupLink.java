// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The right to make the first administrator: works once, and not for long. Safe for concurrent use. */
final class SetupLink {

    private final InstantSource clock;
    private String token = "";
    private Instant until = Instant.EPOCH;

    SetupLink(InstantSource clock) {
        this.clock = clock;
    }

    /** A new one; a former one no longer works. */
    synchronized String renew(Duration valid) {
        token = Tokens.next();
        until = clock.instant().plus(valid);
        return token;
    }

    synchronized boolean matches(String shown) {
        return !token.isEmpty() && clock.instant().isBefore(until) && Tokens.same(token, shown);
    }

    synchronized boolean live() {
        return !token.isEmpty() && clock.instant().isBefore(until);
    }

    synchronized void use() {
        token = "";
    }
}
