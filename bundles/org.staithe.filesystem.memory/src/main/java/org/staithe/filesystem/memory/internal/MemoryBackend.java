// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;

/** Serves files from memory. One configuration, one tree; it is gone when the configuration or the bundle goes. */
@Component(
        immediate = true,
        configurationPid = "org.staithe.filesystem.memory",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MemoryBackend.Config.class, factory = true)
public final class MemoryBackend implements FileSystemBackend {

    /** Keys of {@code org.staithe.filesystem.memory-NAME.cfg}. */
    @ObjectClassDefinition(
            name = "Staithe memory file system",
            description = "Files in memory, for trials. Everything is lost when the server stops.")
    public @interface Config {
        @AttributeDefinition(description = "The name that mounts of users refer to.")
        String staithe_backend_name() default "memory";

        @AttributeDefinition(
                description = "How many bytes all files together may take, unfinished uploads included. 0: no limit.",
                min = "0")
        long max_bytes() default 268_435_456;
    }

    private final MemoryTree tree;

    @Activate
    public MemoryBackend(Config config) {
        this.tree = new MemoryTree(maximum(config));
    }

    /** A wrong value leaves everything as it was; what is stored stays, even beyond a smaller limit. */
    @Modified
    void modified(Config config) {
        tree.limit(maximum(config));
    }

    private static long maximum(Config config) {
        if (config.staithe_backend_name().isBlank()) {
            throw new IllegalArgumentException("staithe.backend.name is empty: give the name that mounts refer to");
        }
        if (config.max_bytes() < 0) {
            throw new IllegalArgumentException(
                    "max.bytes = " + config.max_bytes() + ": must be 0 (no limit) or a number of bytes");
        }
        return config.max_bytes();
    }

    /** Opens the directory of the mount, and makes it if it is not there: nobody else could. */
    @Override
    public VirtualFileSystem open(User user, Mount mount) {
        Pathname directory = Pathname.of(mount.directory());
        tree.plant(directory);
        return new MemoryFiles(tree, user.name(), directory);
    }
}
