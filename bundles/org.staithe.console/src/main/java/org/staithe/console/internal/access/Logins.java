// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is logged in, by the secret in their cookie. In memory only: a restart logs everybody out. */
final class Logins {

    private static final int MOST = 1000;

    private final InstantSource clock;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    private static final class Login {
        final ConsoleUser user;
        volatile Instant used;

        Login(ConsoleUser user) {
            this.user = user;
            this.used = user.since();
        }
    }

    Logins(InstantSource clock) {
        this.clock = clock;
    }

    /** Remembers somebody; returns what the cookie holds. */
    String begin(ConsoleUser user) {
        if (logins.size() >= MOST) {
            logins.clear(); // nobody has a thousand operators: whoever did this has to log in again
        }
        String secret = Tokens.next();
        logins.put(secret, new Login(user));
        return secret;
    }

    /**
     * Who this is.
     *
     * @param act whether a person did something, which begins the idle time anew
     */
    Optional<ConsoleUser> find(String secret, Duration idle, Duration longest, boolean act) {
        Login login = logins.get(secret);
        if (login == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        boolean over = now.isAfter(login.used.plus(idle))
                || now.isAfter(login.user.since().plus(longest));
        if (over) {
            logins.remove(secret);
            return Optional.empty();
        }
        if (act) {
            login.used = now;
        }
        return Optional.of(login.user);
    }

    void end(String secret) {
        logins.remove(secret);
    }

    /** Ends all logins of a user. */
    void endAll(String name) {
        logins.values().removeIf(login -> login.user.name().equals(name));
    }
}
