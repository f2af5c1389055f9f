// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.time.Instant;
import java.util.Optional;

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

    /** The reply's text, such as {@code Modify=20260102030405; path}. */
    String confirm(String fact) {
        return fact + "=" + FactTime.format(time) + "; " + Printable.name(path);
    }
}
