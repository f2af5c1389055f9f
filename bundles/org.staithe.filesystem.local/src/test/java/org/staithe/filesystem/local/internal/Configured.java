// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** A configuration as Config Admin would give it. */
record Configured(
        String staithe_backend_name,
        String root,
        String upload,
        int unfinished_keep_hours,
        String links,
        boolean create_mount_directories)
        implements LocalBackend.Config {

    static Configured at(Path root) {
        return new Configured("default", root.toString(), "atomic", 24, "inside", true);
    }

    Configured upload(String how) {
        return new Configured(staithe_backend_name, root, how, unfinished_keep_hours, links, create_mount_directories);
    }

    Configured keepHours(int hours) {
        return new Configured(staithe_backend_name, root, upload, hours, links, create_mount_directories);
    }

    Configured links(String policy) {
        return new Configured(
                staithe_backend_name, root, upload, unfinished_keep_hours, policy, create_mount_directories);
    }

    Configured createDirectories(boolean create) {
        return new Configured(staithe_backend_name, root, upload, unfinished_keep_hours, links, create);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return LocalBackend.Config.class;
    }
}
