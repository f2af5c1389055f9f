// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.command.ByteRange;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.Outcome;
import org.staithe.command.Pending;
import org.staithe.command.Request;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.session.RepresentationType;
import org.staithe.session.Session;
import org.staithe.testkit.session.SampleSession;

/**
 * The exchanges of one session, in image type, over any file system, for unit tests of commands.
 *
 * <p>What lasts from one command to the next, lasts here: working directory, type, options, the note of a
 * {@link Pending}. What ends with a command, ends here: used after {@link #run} it throws, so that a listing which asks
 * its exchange too late is found out. Permissions are answered, not enforced: that is the core's.
 */
public final class TestExchange implements Exchange {

    private final VirtualFileSystem files;
    private final SampleSession.Builder session = SampleSession.builder().type(RepresentationType.IMAGE);
    private final Map<String, String> options = new HashMap<>();
    private final SortedMap<String, String> verbs = new TreeMap<>();
    private Function<Pathname, Set<Permission>> permissions = path -> Permission.ALL;
    private ByteRange range = ByteRange.WHOLE;
    private Optional<Object> note = Optional.empty();
    private Optional<Request> request = Optional.empty();

    public TestExchange(VirtualFileSystem files) {
        this.files = files;
    }

    /** Carries out a command as the core would after its checks. */
    public Outcome run(Command command, String verb, String argument) throws IOException {
        request = Optional.of(new Request(verb, argument));
        try {
            Outcome outcome = command.execute(this);
            note = outcome instanceof Pending pending ? Optional.of(pending.note()) : Optional.empty();
            return outcome;
        } finally {
            request = Optional.empty();
        }
    }

    public TestExchange in(String directory) {
        session.directory(Pathname.of(directory));
        return this;
    }

    public TestExchange user(User user) {
        session.user(user);
        return this;
    }

    public TestExchange type(RepresentationType type) {
        session.type(type);
        return this;
    }

    public TestExchange allowing(Set<Permission> everywhere) {
        return allowing(path -> everywhere);
    }

    public TestExchange allowing(Function<Pathname, Set<Permission>> byPath) {
        permissions = byPath;
        return this;
    }

    /** What REST has set. */
    public TestExchange restart(long offset) {
        range = ByteRange.from(offset);
        return this;
    }

    /** What RANG has set. */
    public TestExchange range(long offset, long length) {
        range = new ByteRange(offset, OptionalLong.of(length));
        return this;
    }

    public TestExchange verb(String verb, String help) {
        verbs.put(verb, help);
        return this;
    }

    @Override
    public Request request() {
        return request.orElseThrow(() -> new IllegalStateException("the command of this exchange has ended"));
    }

    @Override
    public Session session() {
        request();
        return session.build();
    }

    @Override
    public VirtualFileSystem files() {
        request();
        return files;
    }

    @Override
    public Pathname resolve(String typed) {
        return session().directory().resolve(typed);
    }

    @Override
    public Set<Permission> permissions(Pathname path) {
        request();
        return permissions.apply(path);
    }

    @Override
    public ByteRange range() {
        request();
        ByteRange result = range;
        range = ByteRange.WHOLE;
        return result;
    }

    @Override
    public <T> Optional<T> note(Class<T> type) {
        request();
        return note.filter(type::isInstance).map(type::cast);
    }

    @Override
    public void changeDirectory(Pathname directory) throws IOException {
        if (!files().stat(directory).isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        session.directory(directory);
    }

    @Override
    public Optional<String> option(String verb) {
        return Optional.ofNullable(options.get(verb));
    }

    @Override
    public void option(String verb, String value) {
        request();
        options.put(verb, value);
    }

    @Override
    public SortedMap<String, String> verbs() {
        request();
        return verbs;
    }
}
