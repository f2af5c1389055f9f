// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.staithe.core.internal.whiteboard.Lease;

/**
 * A file that a plugin has opened. A {@link FileChannel} itself, so that the sender goes on to have the kernel do the
 * copying.
 */
final class GuardedFile extends FileChannel {

    private final Lease<?> lease;
    private final FileChannel file;

    GuardedFile(Lease<?> lease, FileChannel file) {
        this.lease = lease;
        this.file = file;
    }

    private <T> T call(String what, Lease.Question<FileChannel, T, IOException> question) throws IOException {
        return lease.callPart(what, file, question);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return call("read", asked -> asked.read(into));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return call("read", asked -> asked.read(into, offset, length));
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return call("read", asked -> asked.read(into, position));
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return call("write", asked -> asked.write(from));
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return call("write", asked -> asked.write(from, offset, length));
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return call("write", asked -> asked.write(from, position));
    }

    @Override
    public long position() throws IOException {
        return call("position", FileChannel::position);
    }

    @Override
    public FileChannel position(long next) throws IOException {
        FileChannel unused = call("position", asked -> asked.position(next));
        return this;
    }

    @Override
    public long size() throws IOException {
        return call("size", FileChannel::size);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        FileChannel unused = call("truncate", asked -> asked.truncate(size));
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        lease.runPart("force", file, asked -> asked.force(metaData));
    }

    /** Nobody waits for the target here: the sockets of transfers do not block. */
    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return call("transferTo", asked -> asked.transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return call("transferFrom", asked -> asked.transferFrom(source, position, count));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return call("map", asked -> asked.map(mode, position, size));
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return call("lock", asked -> asked.lock(position, size, shared));
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared); // null is an answer here, and comes at once
    }

    @Override
    protected void implCloseChannel() throws IOException {
        lease.runPart("close", file, FileChannel::close);
    }
}
