// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Secret;

/** Takes a new password from a person, twice and without echo, or from the first line of the standard input. */
final class PasswordEntry {

    private static final int LONGEST = 1024;

    private final InputStream input;
    private final @Nullable Console console;

    PasswordEntry(InputStream input, @Nullable Console console) {
        this.input = input;
        this.console = console;
    }

    /**
     * Takes the password.
     *
     * @throws RefusedException if there is none to take, or it cannot be a password
     */
    Secret take(String user, boolean fromInput) throws IOException, RefusedException {
        char[] characters = fromInput ? line() : typed(user);
        try {
            if (characters.length == 0) {
                throw new RefusedException("an empty password is refused");
            }
            for (char c : characters) {
                if (c == '\r' || c == '\n' || c == '\0') {
                    throw new RefusedException("FTP cannot carry a password with a line break or NUL in it");
                }
            }
            return Secret.of(CharBuffer.wrap(characters));
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private char[] typed(String user) throws RefusedException {
        if (console == null) {
            throw new RefusedException("no console to ask for the password; give it with --password-stdin");
        }
        char[] first = console.readPassword("Password for %s: ", user);
        char[] second = first == null ? null : console.readPassword("Again: ");
        try {
            if (first == null || second == null) {
                throw new RefusedException("no password was typed");
            }
            if (!Arrays.equals(first, second)) {
                throw new RefusedException("the two passwords differ");
            }
            return first.clone();
        } finally {
            wipe(first);
            wipe(second);
        }
    }

    private char[] line() throws IOException, RefusedException {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        try {
            for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
                if (length == LONGEST) {
                    throw new RefusedException("a password has at most " + LONGEST + " bytes");
                }
                bytes[length++] = (byte) next;
            }
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        } catch (CharacterCodingException e) {
            throw new RefusedException("the password is not UTF-8");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void wipe(char @Nullable [] characters) {
        if (characters != null) {
            Arrays.fill(characters, '\0');
        }
    }
}
