// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.splice;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/**
 * A pipe of the system, through which one upload goes. Used by the thread of that upload alone.
 *
 * <p>Neither end ever waits: what it holds is counted here.
 */
public final class Pipe implements Closeable {

    /** How much one step moves at most. */
    public static final int SIZE = 1024 * 1024;

    private static final int CLOSE_ON_EXEC = 0x80000; // O_CLOEXEC, and the other numbers of Linux on amd64 and aarch64
    private static final int NON_BLOCKING = 0x800;
    private static final int SET_PIPE_SIZE = 1031;
    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;

    private final Libc libc;
    private final Descriptors descriptors;
    private final ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    private final Object error;
    private final int out;
    private final int in;
    private long held;
    private boolean usable = true;
    private boolean closed;

    Pipe(Libc libc, Descriptors descriptors) throws IOException {
        this.libc = libc;
        this.descriptors = descriptors;
        error = libc.memory(memory.slice(0, 4));
        if (libc.pipe2(error, libc.memory(memory.slice(8, 8)), CLOSE_ON_EXEC | NON_BLOCKING) < 0) {
            throw failed("no pipe");
        }
        out = memory.getInt(8);
        in = memory.getInt(12);
        if (libc.fcntl(error, in, SET_PIPE_SIZE, SIZE) < 0) {
            IOException small = failed("no large pipe");
            close();
            throw small;
        }
    }

    private IOException failed(String what) {
        return new IOException(what + ": error " + memory.getInt(0));
    }

    /** Whether another {@link #take} makes sense; if not, the rest of the upload is to be copied. */
    public boolean usable() {
        return usable;
    }

    /** How many bytes are in it. */
    public long held() {
        return held;
    }

    /**
     * Takes what a socket has. The caller sees to it that nobody closes the socket meanwhile.
     *
     * @return 0 if nothing came: why, a read tells. This may be the end, or urgent data, at which the system stops
     * @throws IOException if the connection has broken: the system tells that only once
     */
    public long take(SocketChannel from, long most) throws IOException {
        long n = descriptors.use(from, number -> libc.splice(error, number, in, Math.min(most, SIZE)));
        if (n < 0) {
            switch (memory.getInt(0)) {
                case EAGAIN, EINTR -> {}
                case EINVAL, ENOSYS, EPERM -> usable = false;
                default -> throw failed("the connection broke");
            }
            return 0;
        }
        held += n;
        return n;
    }

    /**
     * Gives all that is held to a file, from the file's position on. What the file does not take this way stays held, and
     * is to be {@linkplain #drain drained} and written: that tells what is wrong.
     *
     * @return how much it has taken
     */
    public long give(FileChannel to) throws IOException {
        return descriptors.use(to, this::give);
    }

    private long give(int number) {
        long given = 0;
        while (usable && held > 0) {
            long n = libc.splice(error, out, number, held);
            if (n > 0) {
                held -= n;
                given += n;
            } else {
                usable = false;
            }
        }
        return given;
    }

    /** Reads what is still held, as much as fits. */
    public void drain(ByteBuffer into) throws IOException {
        long n = libc.read(error, out, libc.memory(into), into.remaining());
        if (n <= 0) {
            throw failed("the pipe gives nothing");
        }
        held -= n;
        into.position(into.position() + (int) n);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            int unused = libc.close(error, out) + libc.close(error, in);
        }
    }
}
