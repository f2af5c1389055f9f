// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The facts of one file or directory (RFC 3659 section 7.5). Immutable. */
public final class FileStat {

    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** A pipe, a device, a link that leads nowhere: shown, never opened. */
        OTHER
    }

    private final String name;
    private final Kind kind;
    private final long size;
    private final Instant modified;
    private final Optional<Instant> created;
    private final String owner;
    private final String group;
    private final OptionalInt mode;
    private final int links;
    private final Optional<String> unique;

    private FileStat(Builder builder) {
        this.name = builder.name;
        this.kind = builder.kind;
        this.size = builder.size;
        this.modified = builder.modified;
        this.created = builder.created;
        this.owner = builder.owner;
        this.group = builder.group;
        this.mode = builder.mode;
        this.links = builder.links;
        this.unique = builder.unique;
    }

    public static Builder file(String name, long size, Instant modified) {
        return new Builder(name, Kind.FILE, size, modified);
    }

    public static Builder directory(String name, Instant modified) {
        return new Builder(name, Kind.DIRECTORY, 0, modified);
    }

    public static Builder other(String name, Instant modified) {
        return new Builder(name, Kind.OTHER, 0, modified);
    }

    /** The last name of the path; empty for the root of a mount. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    /** In bytes; 0 for anything but a file. */
    public long size() {
        return size;
    }

    public Instant modified() {
        return modified;
    }

    public Optional<Instant> created() {
        return created;
    }

    public String owner() {
        return owner;
    }

    public String group() {
        return group;
    }

    /** The nine permission bits of Unix, where the backend knows. */
    public OptionalInt mode() {
        return mode;
    }

    public int links() {
        return links;
    }

    /** The same for two names of one file, different for two files (RFC 3659 section 7.5.2), where the backend knows. */
    public Optional<String> unique() {
        return unique;
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private final String name;
        private final Kind kind;
        private final long size;
        private final Instant modified;
        private Optional<Instant> created = Optional.empty();
        private String owner = "ftp";
        private String group = "ftp";
        private OptionalInt mode = OptionalInt.empty();
        private int links = 1;
        private Optional<String> unique = Optional.empty();

        private Builder(String name, Kind kind, long size, Instant modified) {
            this.name = Objects.requireNonNull(name);
            this.kind = kind;
            this.size = size;
            this.modified = Objects.requireNonNull(modified);
        }

        public Builder created(Instant time) {
            this.created = Optional.of(time);
            return this;
        }

        public Builder owner(String user, String ofGroup) {
            this.owner = user;
            this.group = ofGroup;
            return this;
        }

        public Builder mode(int bits) {
            this.mode = OptionalInt.of(bits & 0777);
            return this;
        }

        public Builder links(int count) {
            this.links = count;
            return this;
        }

        public Builder unique(String identity) {
            this.unique = Optional.of(identity);
            return this;
        }

        public FileStat build() {
            return new FileStat(this);
        }
    }
}
