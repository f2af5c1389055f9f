// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that hold secrets. */
final class PrivateFile {

    private PrivateFile() {}

    /** Readers see no file or the whole one; nobody else sees the key, not even for a moment. */
    static void write(Path file, byte[] content, String mode) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // Made with mode 0600 by the JDK.
        Path fresh = Files.createTempFile(folder, ".tls", ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (Files.getFileAttributeView(fresh, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
