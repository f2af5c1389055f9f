// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.Set;
import org.staithe.auth.Permission;
import org.staithe.filesystem.FileStat;

/**
 * The perm fact (RFC 3659 section 7.5.5): what the user may do with one file or directory.
 *
 * @param fixed whether it is the root or a mount, which can be neither renamed nor removed
 */
record Rights(Set<Permission> allowed, boolean fixed) {

    String letters(FileStat stat) {
        return switch (stat.kind()) {
            case FILE -> ofFile();
            case DIRECTORY -> ofDirectory();
            case OTHER -> goneOrRenamed(Permission.DELETE);
        };
    }

    String ofDirectory() {
        return letter('c', Permission.STORE)
                + goneOrRenamed(Permission.REMOVE_DIRECTORY)
                + letter('e', Permission.ENTER)
                + letter('l', Permission.LIST)
                + letter('m', Permission.MAKE_DIRECTORY)
                + letter('p', Permission.DELETE);
    }

    private String ofFile() {
        return letter('a', Permission.APPEND)
                + goneOrRenamed(Permission.DELETE)
                + letter('r', Permission.RETRIEVE)
                + letter('w', Permission.OVERWRITE);
    }

    private String goneOrRenamed(Permission removal) {
        return fixed ? "" : letter('d', removal) + letter('f', Permission.RENAME);
    }

    private String letter(char letter, Permission needed) {
        return allowed.contains(needed) ? String.valueOf(letter) : "";
    }
}
