// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.Locale;
import java.util.OptionalInt;

/** The nine permission bits of Unix, in octal and as {@code ls} writes them. */
final class Mode {

    private static final String LETTERS = "rwxrwxrwx";

    private Mode() {}

    static String octal(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }

    /** Empty unless it is three octal digits, or four of which the first is 0: there is no place for a tenth bit. */
    static OptionalInt parse(String typed) {
        return typed.matches("0?[0-7]{3}") ? OptionalInt.of(Integer.parseInt(typed, 8)) : OptionalInt.empty();
    }

    static String letters(int mode) {
        StringBuilder result = new StringBuilder(LETTERS);
        for (int bit = 0; bit < 9; bit++) {
            if ((mode & 0400 >> bit) == 0) {
                result.setCharAt(bit, '-');
            }
        }
        return result.toString();
    }
}
