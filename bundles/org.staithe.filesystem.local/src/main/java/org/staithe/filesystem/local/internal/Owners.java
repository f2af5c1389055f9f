// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The names of users and groups of this machine, asked for once each: a look-up may read files or ask a directory. */
final class Owners {

    private final Map<Integer, String> users = new ConcurrentHashMap<>();
    private final Map<Integer, String> groups = new ConcurrentHashMap<>();

    /** @param file a file in the directory that this user may own, to look the name up by */
    String user(int id, OpenDirectory directory, Path file) throws IOException {
        return name(users, id, directory, file, "uid", "owner");
    }

    /** @param file a file in the directory that may belong to this group, to look the name up by */
    String group(int id, OpenDirectory directory, Path file) throws IOException {
        return name(groups, id, directory, file, "gid", "group");
    }

    private static String name(
            Map<Integer, String> known, int id, OpenDirectory directory, Path file, String number, String name)
            throws IOException {
        String cached = known.get(id);
        if (cached != null) {
            return cached;
        }
        // Number and name of one look: the file may have another owner by now.
        Map<String, Object> facts =
                Files.readAttributes(directory.path(file), "unix:" + number + "," + name, LinkOption.NOFOLLOW_LINKS);
        Principal principal = (Principal) Objects.requireNonNull(facts.get(name));
        known.put((Integer) Objects.requireNonNull(facts.get(number)), principal.getName());
        return known.getOrDefault(id, Integer.toString(id));
    }
}
