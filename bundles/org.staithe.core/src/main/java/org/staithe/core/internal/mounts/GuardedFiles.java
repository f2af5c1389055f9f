// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.mounts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.guard.Guards;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * A backend's file system during one visit: each call is one of the backend's, with its deadline, and what is opened and
 * not closed by the end is closed then.
 */
final class GuardedFiles implements VirtualFileSystem {

    private static final Logger log = LoggerFactory.getLogger(GuardedFiles.class);

    private final Lease<FileSystemBackend> lease;
    private final VirtualFileSystem files;
    private final List<Opened> opened = new ArrayList<>(0);
    private @Nullable Throwable thrown;

    private record Opened(String what, BooleanSupplier open, Closeable content) {}

    GuardedFiles(Lease<FileSystemBackend> lease, VirtualFileSystem files) {
        this.lease = lease;
        this.files = files;
    }

    /** Whether the backend has thrown this. */
    boolean hasThrown(Throwable suspect) {
        return thrown == suspect;
    }

    /** Closes what was opened and forgotten. */
    void end() {
        for (Opened forgotten : opened) {
            if (forgotten.open().getAsBoolean()) {
                log.warn("{} of {} was left open", forgotten.what(), lease.berth());
                close(forgotten);
            }
        }
        opened.clear();
    }

    private void close(Opened forgotten) {
        try {
            forgotten.content().close();
        } catch (IOException | RuntimeException | Error e) {
            log.warn("{} of {} did not close", forgotten.what(), lease.berth(), e);
        }
    }

    private <T> T call(String what, Lease.Question<VirtualFileSystem, T, IOException> question) throws IOException {
        if (lease.isGivenUp()) {
            throw new IllegalStateException("the client of this exchange was answered long ago");
        }
        try {
            return lease.callPart(what, files, question);
        } catch (IOException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            thrown = e;
            throw e;
        }
    }

    private void tell(String what, Lease.Order<VirtualFileSystem, IOException> order) throws IOException {
        Boolean unused = call(what, asked -> {
            order.tell(asked);
            return true;
        });
    }

    private <C extends Channel> C open(
            String what, Lease.Question<VirtualFileSystem, C, IOException> question, UnaryOperator<C> guard)
            throws IOException {
        return call(what, asked -> {
            C channel = question.ask(asked);
            if (channel == null) {
                return null;
            }
            C guarded = guard.apply(channel);
            opened.add(new Opened(what, channel::isOpen, guarded));
            return guarded;
        });
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        return call("stat", asked -> asked.stat(path));
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        return call("list", asked -> {
            Stream<FileStat> entries = asked.list(directory);
            if (entries == null) {
                return null;
            }
            AtomicBoolean closed = new AtomicBoolean();
            Stream<FileStat> watched = Guards.stream(lease, entries).onClose(() -> closed.set(true));
            opened.add(new Opened("list", () -> !closed.get(), watched::close));
            return watched;
        });
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        return open("retrieve", asked -> asked.retrieve(file, offset), source -> Guards.source(lease, source));
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        return open("store", asked -> asked.store(file, offset, replace), target -> Guards.upload(lease, target));
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        return open("append", asked -> asked.append(file), target -> Guards.upload(lease, target));
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        tell("makeDirectory", asked -> asked.makeDirectory(directory));
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        tell("removeDirectory", asked -> asked.removeDirectory(directory));
    }

    @Override
    public void delete(Pathname file) throws IOException {
        tell("delete", asked -> asked.delete(file));
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        tell("rename", asked -> asked.rename(from, to, replace));
    }

    @Override
    public OptionalLong unfinished(Pathname file) throws IOException {
        return call("unfinished", asked -> asked.unfinished(file));
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        tell("setModified", asked -> asked.setModified(path, time));
    }

    @Override
    public void setCreated(Pathname path, Instant time) throws IOException {
        tell("setCreated", asked -> asked.setCreated(path, time));
    }

    @Override
    public void setMode(Pathname path, int mode) throws IOException {
        tell("setMode", asked -> asked.setMode(path, mode));
    }

    @Override
    public long available(Pathname directory) throws IOException {
        return call("available", asked -> asked.available(directory));
    }

    @Override
    public Set<Ability> abilities(Pathname path) {
        try {
            return call("abilities", asked -> asked.abilities(path));
        } catch (IOException e) {
            throw new IllegalStateException("abilities of " + lease.berth() + " threw what it does not declare", e);
        }
    }

    /** The file system outlives the visit. */
    @Override
    public void close() {}
}
