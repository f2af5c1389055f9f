// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.mounts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.filesystem.Pathname;

/** One of a user's mounts, with its path read. */
record MountPoint(Pathname at, Mount mount) {

    static MountPoint of(Mount mount) {
        return new MountPoint(Pathname.of(mount.at()), mount);
    }

    boolean may(Permission permission) {
        return mount.permissions().contains(permission);
    }

    /** Goes on if one of these is allowed here. */
    void require(Pathname path, Permission... oneOf) throws IOException {
        for (Permission permission : oneOf) {
            if (may(permission)) {
                return;
            }
        }
        throw new AccessDeniedException(path.toString(), null, "needs " + Arrays.toString(oneOf));
    }
}
