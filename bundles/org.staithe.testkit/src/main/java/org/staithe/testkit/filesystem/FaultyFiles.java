// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * A file system with faults to order, around any other.
 *
 * <pre>{@code
 * new FaultyFiles(new MemoryFiles())
 *         .at(Moment.WRITE, 3, Fault.failing(new StorageException(OUT_OF_SPACE, "disk full")))
 *         .always(Moment.READ, Fault.slow(Duration.ofMillis(5)));
 * }</pre>
 *
 * <p>Safe for concurrent use once the orders are given.
 */
public final class FaultyFiles implements VirtualFileSystem {

    private final VirtualFileSystem files;
    private final Map<Moment, Map<Integer, Fault>> orders = new EnumMap<>(Moment.class);
    private final Map<Moment, Fault> standing = new EnumMap<>(Moment.class);
    private final Map<Moment, AtomicInteger> counts = new ConcurrentHashMap<>();

    public FaultyFiles(VirtualFileSystem files) {
        this.files = files;
    }

    /** Orders a fault for the nth such moment from now on, the first being 1. */
    public FaultyFiles at(Moment moment, int nth, Fault fault) {
        orders.computeIfAbsent(moment, none -> new ConcurrentHashMap<>()).put(count(moment) + nth, fault);
        return this;
    }

    /** Orders a fault for every such moment that has no order of its own. */
    public FaultyFiles always(Moment moment, Fault fault) {
        standing.put(moment, fault);
        return this;
    }

    /** How often that moment has come so far. */
    public int count(Moment moment) {
        return counter(moment).get();
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        comes(Moment.LOOK);
        return files.stat(path);
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        comes(Moment.LOOK);
        return files.list(directory);
    }

    /** A channel that counts; where no fault of reading or closing is ordered, the one of the file system itself. */
    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        comes(Moment.OPEN);
        ReadableByteChannel channel = files.retrieve(file, offset);
        return ordered(Moment.READ) || ordered(Moment.CLOSE) ? new Source(channel) : channel;
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        comes(Moment.OPEN);
        return new Target(files.store(file, offset, replace));
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        comes(Moment.OPEN);
        return new Target(files.append(file));
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        comes(Moment.CHANGE);
        files.makeDirectory(directory);
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        comes(Moment.CHANGE);
        files.removeDirectory(directory);
    }

    @Override
    public void delete(Pathname file) throws IOException {
        comes(Moment.CHANGE);
        files.delete(file);
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        comes(Moment.CHANGE);
        files.rename(from, to, replace);
    }

    @Override
    public OptionalLong unfinished(Pathname file) throws IOException {
        comes(Moment.LOOK);
        return files.unfinished(file);
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        comes(Moment.CHANGE);
        files.setModified(path, time);
    }

    @Override
    public void setCreated(Pathname path, Instant time) throws IOException {
        comes(Moment.CHANGE);
        files.setCreated(path, time);
    }

    @Override
    public void setMode(Pathname path, int mode) throws IOException {
        comes(Moment.CHANGE);
        files.setMode(path, mode);
    }

    @Override
    public long available(Pathname directory) throws IOException {
        comes(Moment.LOOK);
        return files.available(directory);
    }

    @Override
    public Set<Ability> abilities(Pathname path) {
        return files.abilities(path);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private boolean ordered(Moment moment) {
        return orders.containsKey(moment) || standing.containsKey(moment);
    }

    private AtomicInteger counter(Moment moment) {
        return counts.computeIfAbsent(moment, none -> new AtomicInteger());
    }

    private void comes(Moment moment) throws IOException {
        int nth = counter(moment).incrementAndGet();
        Fault fault = orders.getOrDefault(moment, Map.of()).get(nth);
        if (fault == null) {
            fault = standing.get(moment);
        }
        if (fault != null) {
            fault.strike();
        }
    }

    private final class Source implements ReadableByteChannel {

        private final ReadableByteChannel channel;

        Source(ReadableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            comes(Moment.READ);
            return channel.read(target);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            try {
                comes(Moment.CLOSE);
            } finally {
                channel.close();
            }
        }
    }

    private final class Target implements Upload {

        private final Upload upload;

        Target(Upload upload) {
            this.upload = upload;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            comes(Moment.WRITE);
            return upload.write(source);
        }

        @Override
        public void commit() throws IOException {
            comes(Moment.COMMIT);
            upload.commit();
        }

        @Override
        public boolean isOpen() {
            return upload.isOpen();
        }

        @Override
        public void close() throws IOException {
            try {
                comes(Moment.CLOSE);
            } finally {
                upload.close();
            }
        }
    }
}
