// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

/**
 * Names as they appear in listings: what a name must not do is end its line.
 *
 * <p>A file may be called {@code "a\r\nb"}; sent as it is, the second half would be an entry that does not exist. Clients
 * cannot name such a file anyway, so nothing is lost by a question mark. All else goes out as it is, in UTF-8.
 */
final class Printable {

    private Printable() {}

    static String name(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (breaks(name.charAt(i))) {
                return replaced(name);
            }
        }
        return name;
    }

    private static String replaced(String name) {
        StringBuilder result = new StringBuilder(name.length());
        name.chars().forEach(c -> result.append(breaks((char) c) ? '?' : (char) c));
        return result.toString();
    }

    private static boolean breaks(char c) {
        // Some clients split lines at the separators of Unicode too.
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
