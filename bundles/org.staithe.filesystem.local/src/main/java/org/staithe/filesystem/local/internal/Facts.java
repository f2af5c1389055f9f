// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.staithe.filesystem.FileStat;

/** What the kernel tells about one name in one look; a link is not followed. */
record Facts(
        int mode,
        long size,
        FileTime modified,
        FileTime created,
        int links,
        int user,
        int group,
        long device,
        long inode) {

    private static final String ALL = "unix:mode,size,lastModifiedTime,creationTime,uid,gid,nlink,ino,dev";

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;

    static Facts of(OpenDirectory directory, Path name) throws IOException {
        Optional<Facts> facts = UnixNumbers.of(directory.facts(name));
        return facts.isPresent() ? facts.get() : byPath(directory.path(name));
    }

    /** The same by names of attributes, which the JDK knows for paths only. */
    static Facts byPath(Path path) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, ALL, LinkOption.NOFOLLOW_LINKS);
        return new Facts(
                value(values, "mode", Integer.class),
                value(values, "size", Long.class),
                value(values, "lastModifiedTime", FileTime.class),
                value(values, "creationTime", FileTime.class),
                value(values, "nlink", Integer.class),
                value(values, "uid", Integer.class),
                value(values, "gid", Integer.class),
                value(values, "dev", Long.class),
                value(values, "ino", Long.class));
    }

    private static <T> T value(Map<String, Object> values, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(name)));
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** @param directory where it was found under this name, to look its owner up by */
    FileStat stat(String name, OpenDirectory directory, Path found, Owners owners) throws IOException {
        FileStat.Builder stat =
                switch (mode & TYPE) {
                    case REGULAR -> FileStat.file(name, size, modified.toInstant());
                    case DIRECTORY -> FileStat.directory(name, modified.toInstant());
                    default -> FileStat.other(name, modified.toInstant());
                };
        // Where the birth of a file is not known, the JDK says the time of modification instead.
        if (!created.equals(modified)) {
            stat.created(created.toInstant());
        }
        return stat.mode(mode)
                .owner(owners.user(user, directory, found), owners.group(group, directory, found))
                .links(links)
                .unique(Long.toHexString(device) + "-" + Long.toHexString(inode))
                .build();
    }
}
