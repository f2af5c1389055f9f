// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.staithe.filesystem.StorageException;

/** A hidden file that one upload has for itself until it is closed. See {@link Partials#take}. */
final class Partial implements Closeable {

    private final OpenDirectory directory;
    private final Path name;
    private final Runnable release;
    private @Nullable FileChannel channel;
    private boolean closed;

    Partial(OpenDirectory directory, Path name, Runnable release) {
        this.directory = directory;
        this.name = name;
        this.release = release;
    }

    /** Opens what is there, if anything is; false if another server has it. */
    boolean open() throws IOException {
        Optional<PosixFileAttributes> found = directory.find(name);
        if (found.isEmpty()) {
            return true;
        }
        channel = new Place(directory, name, found).open(WRITE);
        return lock(channel);
    }

    boolean exists() {
        return channel != null;
    }

    FileChannel channel() {
        return Objects.requireNonNull(channel, "not created yet");
    }

    PosixFileAttributes facts() throws IOException {
        return directory.facts(name);
    }

    void create() throws IOException {
        channel = newFile(name);
    }

    /**
     * Makes it the copy of the first bytes of a file.
     *
     * <p>The copy gets its name when it is whole: killed half way, half a copy would be continued.
     */
    void copy(FileChannel source, long length) throws IOException {
        Path copy = Partials.unique();
        FileChannel target = newFile(copy);
        try {
            long done = 0;
            while (done < length) {
                long count = source.transferTo(done, length - done, target);
                if (count <= 0) {
                    throw new IOException(name + " became shorter while it was copied");
                }
                done += count;
            }
            directory.move(copy, directory, name);
        } catch (IOException | RuntimeException e) {
            target.close();
            directory.deleteFile(copy);
            throw e;
        }
        if (channel != null) {
            channel.close();
        }
        channel = target;
    }

    void permit(Set<PosixFilePermission> permissions) throws IOException {
        if (!directory.facts(name).permissions().equals(permissions)) {
            directory.setPermissions(name, permissions);
        }
    }

    void publish(Path file, boolean replace) throws IOException {
        Publication.move(directory, name, directory, file, replace);
    }

    void delete() throws IOException {
        if (channel != null) {
            directory.deleteFile(name);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            if (channel != null) {
                channel.close();
            }
        } finally {
            release.run();
        }
    }

    private FileChannel newFile(Path named) throws IOException {
        try {
            FileChannel file = directory.channel(named, CREATE_NEW, WRITE);
            if (lock(file)) {
                return file;
            }
            file.close();
        } catch (FileAlreadyExistsException e) {
            // as when the lock is taken: another server works in this folder too
        }
        throw new StorageException(StorageException.Reason.BUSY, "another server is uploading " + named);
    }

    private static boolean lock(FileChannel file) {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // This file system has no locks, so no other server can tell; within this one we are safe all the same.
            return true;
        }
    }
}
