// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.command.Exchange;
import org.staithe.filesystem.Pathname;

/**
 * What the user may do with the entries of one directory.
 *
 * <p>Asked for before the transfer begins, because an exchange ends with its command: one answer for the directory, and
 * one for each entry in which another mount begins.
 */
final class EntryRights {

    private final Rights usual;
    private final Map<String, Rights> mounts = new HashMap<>();

    EntryRights(Exchange exchange, Pathname directory) {
        usual = new Rights(exchange.permissions(directory), false);
        exchange.session().user().ifPresent(user -> {
            for (Mount mount : user.mounts()) {
                Pathname at = Pathname.of(mount.at());
                if (at.isWithin(directory) && !at.equals(directory)) {
                    String entry = at.from(directory).names().get(0);
                    mounts.put(entry, new Rights(exchange.permissions(directory.child(entry)), true));
                }
            }
        });
    }

    Rights of(String entry) {
        return mounts.getOrDefault(entry, usual);
    }

    /** Those of one path. */
    static Rights of(Exchange exchange, Pathname path) {
        Set<Permission> allowed = exchange.permissions(path);
        return new Rights(allowed, path.isRoot() || isMount(exchange, path));
    }

    private static boolean isMount(Exchange exchange, Pathname path) {
        return exchange.session()
                .user()
                .map(user -> user.mounts().stream()
                        .anyMatch(mount -> Pathname.of(mount.at()).isWithin(path)))
                .orElse(false);
    }
}
