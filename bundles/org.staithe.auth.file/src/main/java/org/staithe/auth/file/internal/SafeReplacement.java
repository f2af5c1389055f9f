// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;

/** Replaces a file as a whole: who reads it sees the old content or the new, also after a power cut. */
final class SafeReplacement {

    private SafeReplacement() {}

    /** What the file holds; nothing when there is none. */
    static byte[] content(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /**
     * Replaces the content. A new file can be read by its owner only; an old one keeps owner, group and mode.
     *
     * @param before what the change was made from
     * @throws IOException if somebody else has changed the file since, or it cannot be written
     */
    static void replace(Path file, byte[] before, byte[] after) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        // Made with mode 0600 by the JDK.
        Path fresh = Files.createTempFile(folder, ".users", ".new");
        try {
            write(fresh, after);
            if (Files.exists(target)) {
                keepOwnerAndMode(target, fresh);
            }
            if (!Arrays.equals(before, content(target))) {
                throw new IOException("somebody else changed it at the same time; nothing was written, try again");
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void keepOwnerAndMode(Path old, Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
        PosixFileAttributes is = view.readAttributes();
        try {
            // The server may run as somebody else: a file that it can no longer read would lock everybody out.
            if (!was.owner().equals(is.owner())) {
                view.setOwner(was.owner());
            }
            if (!was.group().equals(is.group())) {
                view.setGroup(was.group());
            }
        } catch (IOException e) {
            throw new IOException("it belongs to " + was.owner() + ":" + was.group() + "; run this as that user", e);
        }
        view.setPermissions(was.permissions());
    }
}
