// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that grows by whole lines, each written at once. It may be renamed or removed from outside at any time (log
 * rotation): the next line begins a new one. What cannot be written is lost and said in the log once a minute, for the
 * server must not stop where its disk is full. Safe for concurrent use.
 */
final class AuditFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditFile.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Path path;
    private final InstantSource clock;
    private final Consumer<String> warning;
    private @Nullable FileOutputStream out; // the rest is guarded by this
    private @Nullable Object identity; // device and inode where the system has them
    private long size; // before the line that is written
    private boolean closed;
    private long lost;
    private Instant nextWarning = Instant.MIN;

    AuditFile(Path path, InstantSource clock) {
        this(path, clock, log::warn);
    }

    AuditFile(Path path, InstantSource clock, Consumer<String> warning) {
        this.path = path;
        this.clock = clock;
        this.warning = warning;
    }

    boolean isAt(Path other) {
        return path.equals(other);
    }

    /** Writes a line; never throws. Says no if this is closed, and the line is for the file that comes after. */
    synchronized boolean append(String line) {
        if (closed) {
            return false;
        }
        try {
            write(current(), (line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            lost++;
            release();
            warn(e);
        }
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
        if (lost > 0) {
            warning.accept(lost + " lines for " + path + " could not be written in all");
        }
    }

    /** How many lines could not be written. */
    synchronized long lost() {
        return lost;
    }

    /** The file of this name: a look at the directory per line, which costs microseconds, finds a rotation at once. */
    private FileOutputStream current() throws IOException {
        FileOutputStream open = out;
        if (open != null && stillThere()) {
            return open;
        }
        release();
        Files.createDirectories(path.getParent());
        createPrivate();
        // Not a channel: those are closed when their thread is interrupted.
        FileOutputStream opened = new FileOutputStream(path.toFile(), true);
        out = opened;
        look();
        return opened;
    }

    private boolean stillThere() throws IOException {
        try {
            Object opened = identity;
            look();
            return Objects.equals(identity, opened);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void look() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        identity = attributes.fileKey();
        size = attributes.size();
    }

    /** The names of users and files are nobody's business but the owner's and the group's. */
    private void createPrivate() throws IOException {
        FileAttribute<?>[] attributes =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(path, attributes);
        } catch (FileAlreadyExistsException e) {
            // goes on where it ended
        }
    }

    private void write(FileOutputStream file, byte[] line) throws IOException {
        try {
            file.write(line);
        } catch (IOException e) {
            takeBack(file, size, e);
            throw e;
        }
    }

    /** Half a line that still found room would spoil the next one. */
    private static void takeBack(FileOutputStream file, long size, IOException cause) {
        try {
            file.getChannel().truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void release() {
        FileOutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.debug("Closing {}", path, e);
            }
        }
    }

    private void warn(IOException e) {
        Instant now = clock.instant();
        if (now.isBefore(nextWarning)) {
            return;
        }
        nextWarning = now.plus(SILENCE);
        warning.accept(path + " cannot be written (" + e + "); lines lost so far: " + lost);
    }
}
