// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import java.util.Base64;

/** The numbers and bytes within a hash, held to what is safe to compute. */
final class Bounds {

    private Bounds() {}

    /** Reads up to nine digits. */
    static int within(String what, String digits, int least, int most) {
        int value = Integer.parseInt(digits);
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ": allowed are " + least + " to " + most);
        }
        return value;
    }

    static byte[] base64(String what, String text, int leastBytes) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + what + " is not base 64", e);
        }
        if (bytes.length < leastBytes || bytes.length > 64) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + bytes.length + " bytes: allowed are " + leastBytes + " to 64");
        }
        return bytes;
    }
}
