// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.util.List;

/**
 * A reply (RFC 959 section 4.2).
 *
 * @param code three digits, the first 1 to 6
 * @param lines at least one, without the code; with more than one, those between the first and the last are indented by
 *     the core, which also escapes control characters
 */
public record Reply(int code, List<String> lines) implements Outcome {

    public Reply {
        lines = List.copyOf(lines);
        if (code < 100 || code > 699 || lines.isEmpty()) {
            throw new IllegalArgumentException("not a reply: " + code + " " + lines);
        }
    }

    public static Reply of(int code, String... lines) {
        return new Reply(code, List.of(lines));
    }

    /** Whether the command was accepted: 1yz, 2yz or 3yz. */
    public boolean positive() {
        return code < 400;
    }

    /** The first line. */
    public String text() {
        return lines.get(0);
    }
}
