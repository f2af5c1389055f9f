// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.staithe.command.Exchange;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.Pathname;

/**
 * A time, a blank, a path: what MFMT and MFCT take.
 *
 * @param path as typed
 */
record TimedPath(Instant time, String path) {

    static Optional<TimedPath> parse(String argument) {
        int blank = argument.indexOf(' ');
        if (blank < 0 || blank == argument.length() - 1) {
            return Optional.empty();
        }
        String path = argument.substring(blank + 1);
        return FactTime.parse(argument.substring(0, blank)).map(time -> new TimedPath(time, path));
    }

    /** Sets a time of a file. */
    @FunctionalInterface
    interface Setter {
        void set(Pathname path, Instant time) throws IOException;
    }

    /** Carries out a command that sets the time of this fact. */
    static Outcome set(Exchange exchange, String fact, Setter setter) throws IOException {
        Optional<TimedPath> timed = parse(exchange.request().argument());
        if (timed.isEmpty()) {
            return Reply.of(501, "A time as YYYYMMDDHHMMSS and a path, please.");
        }
        setter.set(exchange.resolve(timed.get().path()), timed.get().time());
        return Reply.of(213, timed.get().confirm(fact));
    }

    /** The reply's text, such as {@code Modify=20260102030405; path}. */
    String confirm(String fact) {
        return fact + "=" + FactTime.format(time) + "; " + Printable.name(path);
    }
}
