// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dispatch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.staithe.auth.Permission;
import org.staithe.command.ByteRange;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.Request;
import org.staithe.core.internal.mounts.Visit;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.session.Session;

/** One command of a plugin and what it may use. Ends with the command, or with the transfer that it returned. */
final class PluginExchange implements Exchange {

    private final FtpSession session;
    private final Request request;
    private final CommandTable table;
    private final Lease<Command> lease;
    private final Optional<Ready> ready;
    private final Optional<Visit> visit;
    private ByteRange used = ByteRange.WHOLE;

    PluginExchange(FtpSession session, Request request, CommandTable table, Lease<Command> lease) {
        this.lease = lease;
        this.session = session;
        this.request = request;
        this.table = table;
        this.ready = session.ready();
        this.visit = ready.map(state -> state.tree().visit());
    }

    /** The part of the file that the command asked for; the whole if it did not ask. */
    ByteRange usedRange() {
        return used;
    }

    void onRevoke(Runnable abort) {
        visit.ifPresent(files -> files.onRevoke(abort));
    }

    /** From now on a transfer uses what was borrowed, which may let it wait for so long. */
    void keep(Duration patience) {
        visit.ifPresent(files -> files.keep(patience));
    }

    void end() {
        visit.ifPresent(Visit::end);
    }

    /** Whether a backend has thrown this, and the command only passes it on. */
    boolean isFailureOfFiles(Throwable thrown) {
        return visit.filter(files -> files.hasThrown(thrown)).isPresent();
    }

    /** The session of a command that came back too late has gone on: it is not the command's to change any more. */
    private FtpSession mine() {
        if (lease.isGivenUp()) {
            throw new IllegalStateException(request.verb() + " took too long, its client was answered");
        }
        return session;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public VirtualFileSystem files() {
        return visit.orElseThrow(() -> new IllegalStateException("there are no files before login"));
    }

    @Override
    public Pathname resolve(String typed) {
        return session.directory().resolve(typed);
    }

    @Override
    public Set<Permission> permissions(Pathname path) {
        return ready.map(state -> state.tree().permissions(path)).orElse(Set.of());
    }

    @Override
    public ByteRange range() {
        used = mine().link().useRange();
        return used;
    }

    @Override
    public <T> Optional<T> note(Class<T> type) {
        return session.note().filter(type::isInstance).map(type::cast);
    }

    @Override
    public void changeDirectory(Pathname directory) throws IOException {
        if (!files().stat(directory).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        if (!permissions(directory).contains(Permission.ENTER)) {
            throw new AccessDeniedException(directory.toString());
        }
        mine().enter(directory);
    }

    @Override
    public Optional<String> option(String verb) {
        return session.option(verb);
    }

    @Override
    public void option(String verb, String value) {
        mine().option(verb, value);
    }

    @Override
    public SortedMap<String, String> verbs() {
        return table.verbs();
    }
}
