// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.web;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JSON object (RFC 8259), written as it is put together. Not safe for concurrent use. */
public final class Json {

    private final StringBuilder text = new StringBuilder(128).append('{');

    public static Json object() {
        return new Json();
    }

    public Json with(String name, String value) {
        member(name);
        quote(text, value);
        return this;
    }

    public Json with(String name, long value) {
        member(name);
        text.append(value);
        return this;
    }

    public Json with(String name, boolean value) {
        member(name);
        text.append(value);
        return this;
    }

    /** What is empty is left out. */
    public Json with(String name, Optional<String> value) {
        value.ifPresent(there -> with(name, there));
        return this;
    }

    public Json with(String name, Json value) {
        member(name);
        text.append(value);
        return this;
    }

    public Json with(String name, Stream<Json> values) {
        member(name);
        text.append(values.map(Json::toString).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    public Json words(String name, Stream<String> values) {
        member(name);
        text.append(values.map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    public Json numbers(String name, long[] values) {
        member(name);
        text.append('[');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",").append(values[i]);
        }
        text.append(']');
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
        quote(text, name);
        text.append(':');
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2);
        quote(quoted, value);
        return quoted.toString();
    }

    private static void quote(StringBuilder to, String value) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < 0x20 || c == '<' || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029') {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}
