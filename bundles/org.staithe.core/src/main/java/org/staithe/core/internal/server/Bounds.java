// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

/** Refuses numbers of the configuration that are out of bounds, with the key, the value and what is allowed. */
final class Bounds {

    private Bounds() {}

    static int check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    key + " = " + value + " is not allowed: it must be from " + least + " to " + most);
        }
        return value;
    }
}
