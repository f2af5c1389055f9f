// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.staithe.auth.User;
import org.staithe.filesystem.Pathname;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;

/** A session without a client: image type, at the root, over loopback. */
public final class TestSession implements Session {

    Pathname directory = Pathname.ROOT;
    RepresentationType type = RepresentationType.IMAGE;
    Optional<User> user = Optional.empty();
    private final String id;
    private final Instant started;

    public TestSession() {
        this("test", Optional.empty(), Instant.EPOCH);
    }

    /** A session as an operator sees it. */
    public TestSession(String id, Optional<User> user, Instant started) {
        this.id = id;
        this.user = user;
        this.started = started;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String listener() {
        return "test";
    }

    @Override
    public InetSocketAddress peer() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121);
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Instant connected() {
        return started;
    }

    @Override
    public Instant active() {
        return started;
    }

    @Override
    public Optional<User> user() {
        return user;
    }

    @Override
    public Pathname directory() {
        return directory;
    }

    @Override
    public RepresentationType type() {
        return type;
    }

    @Override
    public Optional<String> client() {
        return Optional.empty();
    }

    @Override
    public Optional<String> host() {
        return Optional.empty();
    }

    @Override
    public String lastCommand() {
        return "";
    }

    @Override
    public Optional<TransferReport> transfer() {
        return Optional.empty();
    }
}
