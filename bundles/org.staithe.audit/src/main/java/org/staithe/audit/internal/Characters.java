// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

/** Which characters may stand in a log as they are. */
final class Characters {

    private Characters() {}

    /**
     * Whether a reader sees this character as what it is: not one that moves a cursor, ends a line, turns the direction
     * of writing, looks like a blank but is none, or has no form in UTF-8.
     */
    static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
