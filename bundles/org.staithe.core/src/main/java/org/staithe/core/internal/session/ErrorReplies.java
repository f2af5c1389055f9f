// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Reply;
import org.staithe.filesystem.StorageException;

/**
 * The one table that turns exceptions into replies.
 *
 * <p>The texts are ours: what an exception says may hold a path of this machine.
 */
public final class ErrorReplies {

    private static final Logger log = LoggerFactory.getLogger(ErrorReplies.class);

    private ErrorReplies() {}

    public static Reply of(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException) {
            return Reply.of(550, "No such file or directory.");
        }
        if (failure instanceof NotDirectoryException) {
            return Reply.of(550, "Not a directory.");
        }
        if (failure instanceof AccessDeniedException) {
            return Reply.of(550, "Permission denied.");
        }
        if (failure instanceof FileAlreadyExistsException) {
            return Reply.of(550, "Exists already.");
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return Reply.of(550, "The directory is not empty.");
        }
        if (failure instanceof StorageException storage) {
            return of(storage.reason());
        }
        if (failure instanceof UnsupportedOperationException) {
            return Reply.of(502, "Not supported here.");
        }
        if (failure instanceof IOException) {
            log.warn("A file could not be read or written: {}", failure.toString());
            return Reply.of(451, "The file could not be read or written.");
        }
        log.error("A command failed", failure);
        return Reply.of(451, "Local error in processing.");
    }

    private static Reply of(StorageException.Reason reason) {
        return switch (reason) {
            case BUSY -> Reply.of(450, "The file is in use, try again later.");
            case OUT_OF_SPACE -> Reply.of(452, "The storage is full.");
            case QUOTA_EXCEEDED -> Reply.of(552, "The file is larger than you may store.");
            case NAME_NOT_ALLOWED -> Reply.of(553, "The storage does not allow this name.");
        };
    }
}
