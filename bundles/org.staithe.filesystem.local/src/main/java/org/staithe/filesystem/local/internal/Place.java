// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A name in a directory that is held open: where a {@link Walk} has led. Closing it lets the directory go.
 *
 * @param found what was there when the walk ended; empty if nothing was, or if nobody looked
 */
record Place(OpenDirectory directory, Path name, Optional<PosixFileAttributes> found) implements Closeable {

    private static final int PATIENCE = 100;

    /**
     * Opens the file that is there.
     *
     * <p>Only a regular file: what is there is looked at before, because opening a pipe or a device may wait for ever or
     * do something, and again after, because it may have been swapped. A file that was replaced in between, as uploads
     * do, is tried again.
     */
    FileChannel open(OpenOption... options) throws IOException {
        PosixFileAttributes before = regular(existing());
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            FileChannel channel = directory.channel(name, options);
            try {
                PosixFileAttributes after = regular(directory.facts(name));
                if (Objects.equals(before.fileKey(), after.fileKey())) {
                    return channel;
                }
                before = after;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new NoSuchFileException(name.toString(), null, "never the same for two looks");
    }

    /** The same name, and what is there now. Not to be closed beside this one. */
    Place lookAgain() throws IOException {
        return new Place(directory, name, directory.find(name));
    }

    /** Opens the directory that is there. */
    OpenDirectory openDirectory(KeptDirectories kept) throws IOException {
        if (!existing().isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
        return kept.in(directory, name, existing());
    }

    PosixFileAttributes existing() throws NoSuchFileException {
        return found.orElseThrow(() -> new NoSuchFileException(name.toString()));
    }

    /** Refuses to go on unless a file can be written here: there is a regular one, or none. */
    void requireFileOrNothing() throws AccessDeniedException {
        if (found.isPresent()) {
            regular(found.get());
        }
    }

    private PosixFileAttributes regular(PosixFileAttributes facts) throws AccessDeniedException {
        if (!facts.isRegularFile()) {
            throw new AccessDeniedException(name.toString(), null, "not a regular file");
        }
        return facts;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
