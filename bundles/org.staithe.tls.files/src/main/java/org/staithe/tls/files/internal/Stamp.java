// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param key differs when the file was replaced by a rename
 */
record Stamp(
        boolean present,
        FileTime modified,
        long size,
        @Nullable Object key) {

    private static final Stamp ABSENT = new Stamp(false, FileTime.fromMillis(0), 0, null);

    static Stamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(true, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            // Gone or out of reach: reading it says which.
            return ABSENT;
        }
    }
}
