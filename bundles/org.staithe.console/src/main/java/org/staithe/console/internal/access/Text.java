// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.util.Locale;

/** Makes what people and clients typed fit for one line of a log or a transcript. */
public final class Text {

    private Text() {}

    /** Control characters, and what changes the direction of text, as escapes. */
    public static String clean(String any) {
        if (isClean(any)) {
            return any;
        }
        StringBuilder safe = new StringBuilder(any.length());
        for (int i = 0; i < any.length(); i++) {
            char c = any.charAt(i);
            if (isControl(c)) {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean isClean(String any) {
        for (int i = 0; i < any.length(); i++) {
            if (isControl(any.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }

    /** A number of things: 1 transfer, 2 transfers. */
    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** A constant as people write it: {@code RUNNING} is running, {@code MAKE_DIRECTORY} is make-directory. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
