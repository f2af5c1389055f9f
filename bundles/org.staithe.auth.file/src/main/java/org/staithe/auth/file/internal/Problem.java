// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

/**
 * Something wrong in a users file.
 *
 * @param line counted from 1; 0 when it is the file as a whole
 */
record Problem(int line, String reason) {

    /** What is wrong with the value of a key. Passwords are not shown, whatever form they have. */
    static Problem in(int line, String user, String key, String value, String reason) {
        String shown = key.equals("password") ? "***" : value;
        return new Problem(line, printable("[" + user + "] " + key + " = " + shown + ": " + reason));
    }

    /** The text with its control characters as escapes: whatever a file holds, a log line stays one line. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    @Override
    public String toString() {
        return line > 0 ? "line " + line + ": " + reason : reason;
    }
}
