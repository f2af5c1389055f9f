// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Part of a user's tree: at this path of the client, this directory of that backend, with these permissions.
 *
 * <p>Permissions and virtual folders are one idea. The mount with the longest matching path decides.
 */
public final class Mount {

    private final String at;
    private final String backend;
    private final String directory;
    private final Set<Permission> permissions;

    private Mount(Builder builder) {
        this.at = builder.at;
        this.backend = builder.backend;
        this.directory = builder.directory;
        this.permissions = Set.copyOf(builder.permissions);
    }

    /** Starts a mount of the whole of the backend with this {@code staithe.backend.name} at {@code /}. */
    public static Builder of(String backend) {
        return new Builder(backend);
    }

    /** The absolute path that the client sees, such as {@code /} or {@code /in}. */
    public String at() {
        return at;
    }

    /** The {@code staithe.backend.name} of the backend that serves it. */
    public String backend() {
        return backend;
    }

    /** The absolute path within the backend that becomes {@link #at()}. */
    public String directory() {
        return directory;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mount mount
                && at.equals(mount.at)
                && backend.equals(mount.backend)
                && directory.equals(mount.directory)
                && permissions.equals(mount.permissions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, backend, directory, permissions);
    }

    @Override
    public String toString() {
        return at + " -> " + backend + ":" + directory + " " + permissions;
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private final String backend;
        private String at = "/";
        private String directory = "/";
        private Set<Permission> permissions = Permission.ALL;

        private Builder(String backend) {
            this.backend = Objects.requireNonNull(backend);
        }

        public Builder at(String path) {
            this.at = absolute(path);
            return this;
        }

        public Builder directory(String path) {
            this.directory = absolute(path);
            return this;
        }

        public Builder permissions(Set<Permission> allowed) {
            this.permissions = allowed.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(allowed);
            return this;
        }

        public Mount build() {
            return new Mount(this);
        }

        private static String absolute(String path) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("'" + path + "' is not an absolute path: it must begin with /");
            }
            return path;
        }
    }
}
