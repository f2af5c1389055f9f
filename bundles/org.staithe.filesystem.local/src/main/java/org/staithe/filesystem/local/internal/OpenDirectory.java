// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is held open: all is done to single names in it, and no link is followed.
 *
 * <p>Safe for concurrent use. Several may hold it; the last one who closes it closes it.
 */
final class OpenDirectory implements Closeable {

    /** The directory itself. */
    static final Path SELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile @Nullable DescriptorPath descriptor;
    private volatile @Nullable Object identity;

    private OpenDirectory(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** Opens a path of the administrator's, whose links are the administrator's too. */
    static OpenDirectory at(Path absolute) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(absolute);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new OpenDirectory(secure);
        }
        stream.close();
        throw new IOException("directories of " + absolute.getFileSystem().provider() + " cannot be held open safely");
    }

    /** Opens a directory in this one. Look first that it is one: a pipe would wait for its other end. */
    OpenDirectory open(Path name) throws IOException {
        return new OpenDirectory(stream.newDirectoryStream(name, NOFOLLOW_LINKS));
    }

    /** One more holder. */
    OpenDirectory share() {
        holders.incrementAndGet();
        return this;
    }

    /** Equal for two handles of one directory. */
    Object identity() throws IOException {
        Object known = identity;
        if (known == null) {
            known = Objects.requireNonNull(facts(SELF).fileKey());
            identity = known;
        }
        return known;
    }

    /** The names in it; once only. */
    Iterator<Path> names() {
        return stream.iterator();
    }

    PosixFileAttributes facts(Path name) throws IOException {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
    }

    Optional<PosixFileAttributes> find(Path name) throws IOException {
        try {
            return Optional.of(facts(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    FileChannel channel(Path name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(NOFOLLOW_LINKS);
        SeekableByteChannel channel = stream.newByteChannel(name, all);
        if (channel instanceof FileChannel file) {
            return file;
        }
        channel.close();
        throw new IOException("the JDK gives no FileChannel but " + channel.getClass());
    }

    void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    void deleteDirectory(Path name) throws IOException {
        stream.deleteDirectory(name);
    }

    /** Moves in one step, over a file that is there. */
    void move(Path name, OpenDirectory to, Path newName) throws IOException {
        stream.move(name, to.stream, newName);
    }

    /** Look first what it is: a pipe would wait for its other end. */
    void setModified(Path name, FileTime time) throws IOException {
        stream.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }

    /** Look first what it is: a pipe would wait for its other end. */
    void setPermissions(Path name, Set<PosixFilePermission> permissions) throws IOException {
        stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                .setPermissions(permissions);
    }

    /** A path to this name in this directory, for calls that do not follow a link in the last name; good until close. */
    Path path(Path name) throws IOException {
        return descriptor().path().resolve(name);
    }

    /** Where the directory is at present. To compare, never to open. */
    Path whereabouts() throws IOException {
        return Files.readSymbolicLink(descriptor().path());
    }

    private DescriptorPath descriptor() throws IOException {
        DescriptorPath known = descriptor;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = descriptor;
            if (known == null) {
                known = DescriptorPath.of(channel(SELF, StandardOpenOption.READ));
                descriptor = known;
            }
            return known;
        }
    }

    @Override
    public void close() throws IOException {
        if (holders.decrementAndGet() > 0) {
            return;
        }
        try {
            stream.close();
        } finally {
            DescriptorPath known = descriptor;
            if (known != null) {
                known.close();
            }
        }
    }
}
