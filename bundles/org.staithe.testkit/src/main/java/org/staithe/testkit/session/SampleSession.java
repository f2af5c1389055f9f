// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.staithe.auth.User;
import org.staithe.filesystem.Pathname;
import org.staithe.session.Protection;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;

/**
 * A session as a plugin may meet it; what the builder was not told is harmless: a client on loopback in the clear, not
 * logged in. Immutable.
 */
public record SampleSession(
        String id,
        String listener,
        InetSocketAddress peer,
        InetSocketAddress local,
        boolean secure,
        Instant connected,
        Instant active,
        Optional<User> user,
        Pathname directory,
        RepresentationType type,
        Optional<String> client,
        Optional<String> host,
        String lastCommand,
        Optional<TransferReport> transfer)
        implements Session {

    /** Nothing more is known than whether there is TLS. */
    @Override
    public Optional<Protection> protection() {
        return Optional.empty();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A session of a client at this address that reached the server at that one. */
    public static SampleSession between(InetAddress client, InetAddress server) {
        return builder()
                .peer(new InetSocketAddress(client, 40_000))
                .local(new InetSocketAddress(server, 21))
                .build();
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private String id = "s1";
        private String listener = "default";
        private InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
        private InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 21);
        private boolean secure;
        private Instant connected = Instant.EPOCH;
        private Instant active = Instant.EPOCH;
        private Optional<User> user = Optional.empty();
        private Pathname directory = Pathname.ROOT;
        private RepresentationType type = RepresentationType.ASCII;
        private Optional<String> client = Optional.empty();
        private Optional<String> host = Optional.empty();
        private String lastCommand = "";
        private Optional<TransferReport> transfer = Optional.empty();

        private Builder() {}

        public Builder id(String unique) {
            this.id = unique;
            return this;
        }

        public Builder listener(String name) {
            this.listener = name;
            return this;
        }

        public Builder peer(InetSocketAddress address) {
            this.peer = address;
            return this;
        }

        public Builder local(InetSocketAddress address) {
            this.local = address;
            return this;
        }

        public Builder secure(boolean tls) {
            this.secure = tls;
            return this;
        }

        public Builder connected(Instant when) {
            this.connected = when;
            return this;
        }

        public Builder active(Instant when) {
            this.active = when;
            return this;
        }

        /** Logged in as a user of this name, without mounts. */
        public Builder user(String name) {
            return user(User.named(name).build());
        }

        public Builder user(User loggedIn) {
            this.user = Optional.of(loggedIn);
            return this;
        }

        public Builder directory(Pathname working) {
            this.directory = working;
            return this;
        }

        public Builder type(RepresentationType chosen) {
            this.type = chosen;
            return this;
        }

        public Builder client(String name) {
            this.client = Optional.of(name);
            return this;
        }

        public Builder host(String name) {
            this.host = Optional.of(name);
            return this;
        }

        public Builder lastCommand(String command) {
            this.lastCommand = command;
            return this;
        }

        public Builder transfer(TransferReport running) {
            this.transfer = Optional.of(running);
            return this;
        }

        public SampleSession build() {
            return new SampleSession(
                    id,
                    listener,
                    peer,
                    local,
                    secure,
                    connected,
                    active,
                    user,
                    directory,
                    type,
                    client,
                    host,
                    lastCommand,
                    transfer);
        }
    }
}
