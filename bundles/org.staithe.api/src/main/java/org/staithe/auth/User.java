// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A user as the session sees it: the tree, the limits, and from when and where it may log in. Immutable. */
public final class User {

    private final String name;
    private final List<Mount> mounts;
    private final String home;
    private final Limits limits;
    private final boolean administrator;
    private final TlsRequirement tls;
    private final Optional<Instant> expires;
    private final List<Network> networks;
    private final Optional<ConsoleRole> console;

    private User(Builder builder) {
        this.name = builder.name;
        this.mounts = List.copyOf(builder.mounts);
        this.home = builder.home;
        this.limits = builder.limits;
        this.administrator = builder.administrator;
        this.tls = builder.tls;
        this.expires = builder.expires;
        this.networks = List.copyOf(builder.networks);
        this.console = builder.console;
        Set<String> places = new HashSet<>();
        for (Mount mount : mounts) {
            if (!places.add(mount.at())) {
                throw new IllegalArgumentException("user " + name + " has two mounts at " + mount.at());
            }
        }
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /** The parts of the tree, no two at the same path; empty means a user who can log in and see nothing. */
    public List<Mount> mounts() {
        return mounts;
    }

    /** The working directory after login, an absolute path of the user's tree. */
    public String home() {
        return home;
    }

    public Limits limits() {
        return limits;
    }

    /** Whether commands for administrators ({@code SITE WHO}, {@code SITE KICK}) are allowed. */
    public boolean administrator() {
        return administrator;
    }

    /** What must be protected by TLS, beyond what the listener demands. */
    public TlsRequirement tls() {
        return tls;
    }

    /** From then on no login succeeds. */
    public Optional<Instant> expires() {
        return expires;
    }

    /** From where the user may log in; empty means from anywhere. */
    public List<Network> networks() {
        return networks;
    }

    /** What the user may do in the web console; empty means not to enter it. */
    public Optional<ConsoleRole> console() {
        return console;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private final String name;
        private final List<Mount> mounts = new ArrayList<>();
        private final List<Network> networks = new ArrayList<>();
        private String home = "/";
        private Limits limits = Limits.NONE;
        private boolean administrator;
        private TlsRequirement tls = TlsRequirement.NONE;
        private Optional<Instant> expires = Optional.empty();
        private Optional<ConsoleRole> console = Optional.empty();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name);
        }

        public Builder mount(Mount mount) {
            mounts.add(mount);
            return this;
        }

        public Builder home(String absolutePath) {
            if (!absolutePath.startsWith("/")) {
                throw new IllegalArgumentException("home '" + absolutePath + "' must begin with /");
            }
            this.home = absolutePath;
            return this;
        }

        public Builder limits(Limits allowed) {
            this.limits = allowed;
            return this;
        }

        public Builder administrator(boolean is) {
            this.administrator = is;
            return this;
        }

        public Builder tls(TlsRequirement required) {
            this.tls = required;
            return this;
        }

        public Builder expires(Instant when) {
            this.expires = Optional.of(when);
            return this;
        }

        public Builder network(Network from) {
            networks.add(from);
            return this;
        }

        public Builder console(ConsoleRole role) {
            this.console = Optional.of(role);
            return this;
        }

        public User build() {
            return new User(this);
        }
    }
}
