// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.util.OptionalLong;

/** Reads numbers strictly: digits only, no sign, nothing that does not fit into 63 bits. */
final class Numbers {

    private Numbers() {}

    static OptionalLong parse(String digits) {
        if (digits.isEmpty() || digits.length() > 19 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // 19 digits, but more than 2^63 - 1
        }
    }

    /** A number from 0 to a bound; -1 if it is none. */
    static int parse(String digits, int most) {
        OptionalLong number = parse(digits);
        return number.isPresent() && number.getAsLong() <= most ? (int) number.getAsLong() : -1;
    }
}
