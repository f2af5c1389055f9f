// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.staithe.filesystem.FileStat;

/** What the kernel tells about one name in one look; a link is not followed. */
final class Facts {

    private static final String ALL = "unix:mode,size,lastModifiedTime,creationTime,uid,gid,nlink,ino,dev";

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;

    private final Path path;
    private final Map<String, Object> values;

    private Facts(Path path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    static Facts of(OpenDirectory directory, Path name) throws IOException {
        Path path = directory.path(name);
        return new Facts(path, Files.readAttributes(path, ALL, LinkOption.NOFOLLOW_LINKS));
    }

    boolean isLink() {
        return (mode() & TYPE) == LINK;
    }

    FileStat stat(String name, Owners owners) throws IOException {
        FileTime modified = value("lastModifiedTime", FileTime.class);
        FileStat.Builder stat =
                switch (mode() & TYPE) {
                    case REGULAR -> FileStat.file(name, value("size", Long.class), modified.toInstant());
                    case DIRECTORY -> FileStat.directory(name, modified.toInstant());
                    default -> FileStat.other(name, modified.toInstant());
                };
        // Where the birth of a file is not known, the JDK says the time of modification instead.
        FileTime created = value("creationTime", FileTime.class);
        if (!created.equals(modified)) {
            stat.created(created.toInstant());
        }
        return stat.mode(mode())
                .owner(owners.user(value("uid", Integer.class), path), owners.group(value("gid", Integer.class), path))
                .links(value("nlink", Integer.class))
                .unique(Long.toHexString(value("dev", Long.class)) + "-" + Long.toHexString(value("ino", Long.class)))
                .build();
    }

    private int mode() {
        return value("mode", Integer.class);
    }

    private <T> T value(String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(name)));
    }
}
