// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file that ought to be small. */
final class KeyFile {

    // Revocation lists grow to some megabytes; nothing else here does.
    private static final long MOST_BYTES = 64L << 20;

    private KeyFile() {}

    static byte[] content(Path file) throws RefusedException {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new RefusedException(file, "is not a file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new RefusedException(file, "is larger than 64 MiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RefusedException(file, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw new RefusedException(file, "may not be read by this server", e);
        } catch (IOException e) {
            throw new RefusedException(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
