// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.Set;
import java.util.regex.Pattern;
import org.staithe.command.Request;

/** Makes what clients send fit for replies and logs: no secrets, no control characters. */
public final class Printable {

    private static final Set<String> SECRET = Set.of("PASS", "ACCT", "XPASS", "ADAT");
    private static final Pattern VERB = Pattern.compile("[A-Z]{3,5}");

    private Printable() {}

    /** Control characters and what may pass for them as {@code \xNN}; one line stays one line. */
    public static String text(String any) {
        int clean = 0;
        while (clean < any.length() && !isControl(any.charAt(clean))) {
            clean++;
        }
        if (clean == any.length()) {
            return any;
        }
        StringBuilder safe = new StringBuilder(any.length() + 16).append(any, 0, clean);
        for (int i = clean; i < any.length(); i++) {
            char c = any.charAt(i);
            if (isControl(c)) {
                safe.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /**
     * A request for the log. A mistyped {@code PASS} is a secret, too, and so may be a whole line that someone typed a
     * moment too early: of what is unknown only a verb is shown, and only if it looks like one.
     */
    static String request(Request request, boolean known) {
        if (!known && !VERB.matcher(request.verb()).matches()) {
            return "(no command)";
        }
        if (!request.hasArgument()) {
            return text(request.verb());
        }
        boolean secret = !known || SECRET.contains(request.verb());
        return text(request.verb() + " " + (secret ? "***" : request.argument()));
    }

    private static boolean isControl(char c) {
        return c < 0x20 || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029' || c >= '\u202A' && c <= '\u202E';
    }
}
