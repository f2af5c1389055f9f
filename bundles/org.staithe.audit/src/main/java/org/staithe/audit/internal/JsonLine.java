// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

/** A flat JSON object (RFC 8259) in one line, its members in the order in which they were added. */
final class JsonLine {

    private final StringBuilder text = new StringBuilder("{");

    JsonLine with(String name, String value) {
        member(name);
        quote(value);
        return this;
    }

    JsonLine with(String name, long value) {
        member(name);
        text.append(value);
        return this;
    }

    JsonLine with(String name, boolean value) {
        member(name);
        text.append(value);
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private void member(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (Characters.harmless(c)) {
                text.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    text.append("\\u%04x".formatted((int) unit));
                }
            }
        });
        text.append('"');
    }
}
