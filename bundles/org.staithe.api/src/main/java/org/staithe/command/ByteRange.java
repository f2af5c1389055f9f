// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.util.OptionalLong;

/**
 * Which part of a file the next command means: what {@code REST} (RFC 3659 section 5) or {@code RANG} set.
 *
 * @param offset the first byte, counted from 0
 * @param length how many bytes; empty means to the end
 */
public record ByteRange(long offset, OptionalLong length) {

    public static final ByteRange WHOLE = new ByteRange(0, OptionalLong.empty());

    public static ByteRange from(long offset) {
        return new ByteRange(offset, OptionalLong.empty());
    }

    public boolean isWhole() {
        return equals(WHOLE);
    }
}
