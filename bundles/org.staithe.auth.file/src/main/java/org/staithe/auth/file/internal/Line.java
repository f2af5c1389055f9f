// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

/**
 * One line of a users file, taken apart.
 *
 * @param name the user of a header, or the key of an entry
 * @param value the value of an entry
 */
record Line(Kind kind, String name, String value) {

    enum Kind {
        BLANK,
        REMARK,
        HEADER,
        ENTRY,
        NONSENSE
    }

    static Line of(String raw) {
        String text = raw.strip();
        if (text.isEmpty()) {
            return new Line(Kind.BLANK, "", "");
        }
        if (text.startsWith("#") || text.startsWith(";")) {
            return new Line(Kind.REMARK, "", "");
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return new Line(Kind.HEADER, text.substring(1, text.length() - 1), "");
        }
        int equals = text.indexOf('=');
        if (equals > 0) {
            return new Line(
                    Kind.ENTRY,
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        }
        return new Line(Kind.NONSENSE, "", "");
    }

    boolean header() {
        return kind == Kind.HEADER;
    }
}
