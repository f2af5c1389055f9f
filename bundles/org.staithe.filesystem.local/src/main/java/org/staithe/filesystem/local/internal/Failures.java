// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.StorageException.Reason;

/**
 * What the operating system says, in the words of the API.
 *
 * <p>The JDK keeps the number of an error to itself and gives its text, which is English where the server runs in the
 * locale C.UTF-8, as the start script sets it. Another text becomes a plain {@link IOException}: 451 instead of 452.
 */
final class Failures {

    /** Something that touches files. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Something that changes files. */
    interface Change {
        void run() throws IOException;
    }

    private Failures() {}

    static void attempt(Object about, Change change) throws IOException {
        told(about, () -> {
            change.run();
            return about;
        });
    }

    static <T> T told(Object about, Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (InvalidPathException e) {
            throw caused(new StorageException(Reason.NAME_NOT_ALLOWED, about + ": " + e.getReason()), e);
        } catch (IOException e) {
            throw translated(about, e);
        }
    }

    private static IOException translated(Object about, IOException e) {
        if (e instanceof NoSuchFileException
                || e instanceof NotDirectoryException
                || e instanceof AccessDeniedException
                || e instanceof FileAlreadyExistsException
                || e instanceof DirectoryNotEmptyException
                || e instanceof StorageException) {
            return e;
        }
        if (e instanceof NotLinkException) {
            // it was a link a moment ago
            return caused(new NoSuchFileException(about.toString()), e);
        }
        String said = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return said == null ? e : byText(about, said, e);
    }

    private static IOException byText(Object about, String said, IOException e) {
        String what = about + ": " + said;
        if (said.contains("No space left")) { // ENOSPC
            return caused(new StorageException(Reason.OUT_OF_SPACE, what), e);
        }
        if (said.contains("quota exceeded") || said.contains("File too large")) { // EDQUOT, EFBIG
            return caused(new StorageException(Reason.QUOTA_EXCEEDED, what), e);
        }
        if (said.contains("name too long")
                || said.contains("Invalid or incomplete multibyte")) { // ENAMETOOLONG, EILSEQ
            return caused(new StorageException(Reason.NAME_NOT_ALLOWED, what), e);
        }
        if (said.contains("resource busy") || said.contains("Text file busy")) { // EBUSY, ETXTBSY
            return caused(new StorageException(Reason.BUSY, what), e);
        }
        if (said.contains("Not a directory")) { // ENOTDIR
            return caused(new NotDirectoryException(about.toString()), e);
        }
        if (said.contains("not permitted") // EPERM
                || said.contains("Read-only file system") // EROFS
                || said.contains("Is a directory") // EISDIR
                || said.contains("levels of symbolic links") // ELOOP: it became a link a moment ago
                || said.contains("NOFOLLOW_LINKS")) {
            return caused(new AccessDeniedException(about.toString(), null, said), e);
        }
        return e;
    }

    private static <E extends IOException> E caused(E told, Throwable cause) {
        told.initCause(cause);
        return told;
    }
}
