// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.util.Objects;

/**
 * A reply, and something to remember for the very next command: what {@code RNFR} leaves for {@code RNTO}.
 *
 * @param note found by the next command with {@link Exchange#note}, forgotten after it; use a type of one's own
 */
public record Pending(Reply reply, Object note) implements Outcome {

    public Pending {
        Objects.requireNonNull(reply);
        Objects.requireNonNull(note);
    }
}
