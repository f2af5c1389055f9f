// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

/** When a {@link Fault} strikes. */
public enum Moment {
    /** {@code stat}, {@code list}, {@code unfinished} or {@code available}. */
    LOOK,
    /** {@code retrieve}, {@code store} or {@code append}. */
    OPEN,
    READ,
    WRITE,
    COMMIT,
    /** Of an upload or of a channel that is read. */
    CLOSE,
    /** A directory or a name is made, changed or removed. */
    CHANGE
}
