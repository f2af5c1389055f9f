// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param key differs when an editor replaced the file by a rename
 * @param permissions empty where the file system has none
 */
record Stamp(
        boolean present,
        FileTime modified,
        long size,
        @Nullable Object key,
        Set<PosixFilePermission> permissions) {

    static final Stamp ABSENT = new Stamp(false, FileTime.fromMillis(0), 0, null, Set.of());

    static Stamp of(Path file) throws IOException {
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                PosixFileAttributes attributes = posix.readAttributes();
                return of(attributes, Set.copyOf(attributes.permissions()));
            }
            return of(Files.readAttributes(file, BasicFileAttributes.class), Set.of());
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
    }

    boolean readableByOthers() {
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    private static Stamp of(BasicFileAttributes attributes, Set<PosixFilePermission> permissions) {
        return new Stamp(true, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey(), permissions);
    }
}
