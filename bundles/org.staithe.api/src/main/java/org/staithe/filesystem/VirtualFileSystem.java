// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The files that one user sees in one mount.
 *
 * <p>Implemented by backends, called by the core on threads that may block: one call at a time, not always by the same
 * thread. Paths are relative to the root of the mount and already normal. Permissions are checked before. Errors become
 * replies by the table at {@link StorageException}; the text of an exception never reaches the client.
 */
@ConsumerType
public interface VirtualFileSystem extends Closeable {

    /**
     * Tells the facts of one file or directory.
     *
     * @throws java.nio.file.NoSuchFileException if there is none: 550
     */
    FileStat stat(Pathname path) throws IOException;

    /**
     * Lists a directory without its {@code .} and {@code ..}, in any order.
     *
     * <p>Lazy: a directory of any size takes little memory. The caller closes the stream. An entry that vanishes
     * meanwhile is left out; an {@link IOException} in the middle is thrown as {@link java.io.UncheckedIOException}.
     *
     * @throws java.nio.file.NotDirectoryException if it is not a directory: 550
     */
    Stream<FileStat> list(Pathname directory) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param offset where to begin, in bytes; at most the size of the file
     * @return a channel at that offset, closed by the caller; a {@link java.nio.channels.FileChannel} is sent without a
     *     copy. Only regular files: a pipe or device is refused like a directory
     */
    ReadableByteChannel retrieve(Pathname file, long offset) throws IOException;

    /**
     * Opens a file for writing.
     *
     * <p>With an offset above zero the content continues the unfinished upload of this name if that has at least so
     * many bytes, else the existing file; what lies beyond the offset is cut off.
     *
     * @param offset where to begin, in bytes; at most {@link #unfinished} or the size of the file, else
     *     {@link IllegalArgumentException}
     * @param replace whether an existing file may be replaced; if not, it is
     *     {@link java.nio.file.FileAlreadyExistsException} here or at {@link Upload#commit()}
     */
    Upload store(Pathname file, long offset, boolean replace) throws IOException;

    /** Opens a file for writing at its end, or at the end of its unfinished upload; creates it if there is none. */
    Upload append(Pathname file) throws IOException;

    /** Makes one directory; its parent must be there. */
    void makeDirectory(Pathname directory) throws IOException;

    /**
     * Removes an empty directory.
     *
     * @throws java.nio.file.DirectoryNotEmptyException if it is not empty: 550
     */
    void removeDirectory(Pathname directory) throws IOException;

    /** Deletes a file; a directory is {@link java.nio.file.AccessDeniedException}. */
    void delete(Pathname file) throws IOException;

    /**
     * Renames a file or directory, in one step where the backend can.
     *
     * @param replace whether an existing file may be replaced; if not, or if it is a directory, it is
     *     {@link java.nio.file.FileAlreadyExistsException}
     */
    void rename(Pathname from, Pathname to, boolean replace) throws IOException;

    /** How many bytes of an unfinished upload of this name {@link #store} would continue; empty if there is none. */
    default OptionalLong unfinished(Pathname file) throws IOException {
        return OptionalLong.empty();
    }

    /** Sets the time of last modification ({@code MFMT}). */
    default void setModified(Pathname path, Instant time) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Sets the time of creation ({@code MFCT}). */
    default void setCreated(Pathname path, Instant time) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Sets the nine permission bits of Unix ({@code SITE CHMOD}). */
    default void setMode(Pathname path, int mode) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** How many bytes can still be stored in this directory ({@code AVBL}). */
    default long available(Pathname directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** What of the optional this file system can do at this path; what is missing is answered 502 or 504 early. */
    default Set<Ability> abilities(Pathname path) {
        return Set.of();
    }
}
