// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.metatype;

import java.util.Locale;

/**
 * Something that is wrong with a key.
 *
 * @param secret whether its value must not be shown
 * @param why what is allowed instead
 */
public record Finding(Kind kind, String key, boolean secret, String why) {

    /** What is wrong. */
    public enum Kind {
        /** The value is none of those that are allowed. */
        WRONG,
        /** There is no value, and no default either. */
        MISSING,
        /** Nobody reads this key. */
        UNKNOWN
    }

    /** About a key that nothing more is known of: its name tells whether it is secret. */
    public static Finding about(Kind kind, String key, String why) {
        String name = key.toLowerCase(Locale.ROOT);
        return new Finding(kind, key, name.contains("password") || name.contains("secret"), why);
    }

    /** For the log and the terminal, where a wrong password must not get either. */
    public String text(String value) {
        return key + " = " + (secret ? "***" : value) + ": " + why;
    }

    /** The same without the value. */
    public String text() {
        return key + (kind == Kind.MISSING ? " " : ": ") + why;
    }
}
