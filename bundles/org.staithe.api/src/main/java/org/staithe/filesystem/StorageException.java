// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.io.IOException;
import java.util.Objects;

/**
 * A failure for which the JDK has no word.
 *
 * <p>How exceptions become replies: {@link java.nio.file.NoSuchFileException},
 * {@link java.nio.file.NotDirectoryException}, {@link java.nio.file.AccessDeniedException},
 * {@link java.nio.file.FileAlreadyExistsException} and {@link java.nio.file.DirectoryNotEmptyException} 550; this one as
 * {@link Reason} says; {@link UnsupportedOperationException} 502; any other {@link IOException} 451; anything unchecked
 * 451 and an ERROR in the log.
 */
public final class StorageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** In use or not ready: 450, the client may try again. */
        BUSY,
        /** The storage is full: 452. */
        OUT_OF_SPACE,
        /** The user's share is used up, or the file too large: 552. */
        QUOTA_EXCEEDED,
        /** The storage cannot have a file of this name: 553. */
        NAME_NOT_ALLOWED
    }

    private final Reason reason;

    /**
     * Makes one.
     *
     * @param message for the log; the client sees a text of the core's
     */
    public StorageException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
