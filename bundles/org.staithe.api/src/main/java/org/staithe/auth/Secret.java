// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password on its way to be checked: prints as {@code ***} and can be wiped. Not safe for concurrent use. */
public final class Secret implements AutoCloseable {

    private final char[] characters;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    public static Secret of(CharSequence text) {
        char[] characters = new char[text.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = text.charAt(i);
        }
        return new Secret(characters);
    }

    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** A copy of the characters; the caller wipes it. */
    public char[] characters() {
        return characters.clone();
    }

    /** A copy of the characters in UTF-8; the caller wipes it. */
    public byte[] utf8() {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** Wipes the characters. */
    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "***";
    }
}
