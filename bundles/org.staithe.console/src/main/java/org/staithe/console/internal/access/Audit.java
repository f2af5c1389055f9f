// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what in the console: one line each, in a log of its own ({@code log/console.log}). */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger("org.staithe.console.audit");

    private Audit() {}

    public static void done(ConsoleUser user, HttpServletRequest request, String what) {
        log.info(
                "{} ({}) from {}: {}",
                Text.clean(user.name()),
                Text.word(user.role()),
                request.getRemoteAddr(),
                Text.clean(what));
    }

    /** Of somebody whom we do not know. */
    static void unknown(HttpServletRequest request, String what) {
        log.warn("{}: {}", request.getRemoteAddr(), Text.clean(what));
    }

    public static void refused(ConsoleUser user, HttpServletRequest request, String what) {
        log.warn(
                "{} ({}) from {}: refused: {}",
                Text.clean(user.name()),
                Text.word(user.role()),
                request.getRemoteAddr(),
                Text.clean(what));
    }
}
