// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.staithe.core.internal.splice.Pipe;

/**
 * A plain data connection.
 *
 * <p>The channel does not block; its thread waits for it with a limit. So the thread itself sees a stall, an abort needs
 * no close under its feet, and a client that takes a few bytes now and then is known to be alive.
 */
final class DataSocket implements DataConnection {

    private static final Sizes SIZES = new Sizes(Buffers.LARGE, 1);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final int DRAIN_BYTES = 1024 * 1024;

    private final SocketChannel channel;
    private final Readiness readiness;
    private final Readiness.Stop aborted;
    // Held while the number of the channel is used, which must not be another channel's meanwhile; nothing waits then.
    private final Object open = new Object();
    private long patience = Long.MAX_VALUE;
    private long deadline;
    private boolean limited;

    /** Takes the channel over, also when it throws. */
    DataSocket(SocketChannel channel, Readiness readiness, Readiness.Stop aborted) throws IOException {
        this.channel = channel;
        this.readiness = readiness;
        this.aborted = aborted;
        boolean ready = false;
        try {
            channel.configureBlocking(false);
            ready = true;
        } finally {
            if (!ready) {
                channel.close();
            }
        }
    }

    /** From now on, everything together must be done within this time. */
    void endWithin(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
        limited = true;
    }

    /** From now on, each wait may last so long. */
    void stallAfter(Duration time) {
        patience = time.toNanos();
        limited = false;
    }

    /**
     * Acknowledges at once what has been read. A client that sends in small packets without {@code TCP_NODELAY} waits for
     * it (RFC 896), and the system puts it off for 40 ms when there is nothing to answer (RFC 1122 section 4.2.3.2).
     */
    void acknowledge() throws IOException {
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    @Override
    public Sizes sizes() {
        return SIZES;
    }

    @Override
    public void awaitData() throws DataConnectionException {
        long end = end();
        try {
            while (!ready(SelectionKey.OP_READ, end)) {
                if (left(end) <= 0) {
                    throw stalled();
                }
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public int read(ByteBuffer into, Duration time) throws DataConnectionException {
        try {
            long end = System.nanoTime() + time.toNanos();
            int n = channel.read(into);
            while (n == 0 && left(end) > 0) {
                ready(SelectionKey.OP_READ, end);
                n = channel.read(into);
            }
            return n;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Moves what is there, or comes within the time, into a pipe.
     *
     * @return 0 if nothing was moved; if the pipe is empty, a read tells why
     */
    long move(Pipe into, long most, Duration time) throws DataConnectionException {
        try {
            stopIfAborted();
            long n = take(into, most);
            // Tried once more only: a pipe that is full takes nothing, however much there is.
            return n == 0 && ready(SelectionKey.OP_READ, System.nanoTime() + time.toNanos()) ? take(into, most) : n;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private long take(Pipe into, long most) throws IOException {
        synchronized (open) {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            return into.take(channel, most);
        }
    }

    @Override
    public void write(ByteBuffer from) throws DataConnectionException {
        try {
            stopIfAborted();
            while (from.hasRemaining()) {
                if (channel.write(from) == 0) {
                    long end = end();
                    do {
                        awaitRoom(end);
                    } while (channel.write(from) == 0);
                }
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Sends a part of a file without a copy.
     *
     * @return how much went, at least 1; -1 if the file ends before the position
     * @throws IOException if the file cannot be read
     */
    long send(FileChannel file, long position, long count) throws IOException {
        try {
            stopIfAborted();
            long n = file.transferTo(position, count, channel);
            if (n == 0) {
                long end = end();
                do {
                    if (position >= file.size()) {
                        return -1;
                    }
                    awaitRoom(end);
                    n = file.transferTo(position, count, channel);
                } while (n == 0);
            }
            return n;
        } catch (DataConnectionException e) {
            throw e;
        } catch (IOException e) {
            // One call, two channels: if the file can still be read there, it was the socket.
            file.read(ByteBuffer.allocate(1), position);
            throw broken(e);
        }
    }

    @Override
    public void pause(long nanos) throws DataConnectionException {
        try {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = left(end)) {
                readiness.pause(channel, left, aborted);
                stopIfAborted();
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void finishSending() throws DataConnectionException {
        try {
            stopIfAborted();
            // A close with unread input resets the connection, and the client loses what it has not read yet.
            ByteBuffer rubbish = DataThread.current().small();
            int n = channel.read(rubbish);
            if (n > 0) {
                channel.shutdownOutput();
            }
            long end = System.nanoTime() + DRAIN.toNanos();
            for (int drained = n; n > 0 && drained < DRAIN_BYTES; drained += n) {
                n = read(rubbish.clear(), Duration.ofNanos(Math.max(0, left(end))));
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void finishReceiving() {
        // The client has said its last: closing is all.
    }

    /** Writes what goes at once; whether it arrives is of no interest. */
    void offer(ByteBuffer from) {
        try {
            channel.write(from);
        } catch (IOException e) {
            // The peer is gone; nobody is left to tell.
            from.position(from.limit());
        }
    }

    private long end() {
        return limited ? deadline : System.nanoTime() + patience;
    }

    private static long left(long end) {
        return end - System.nanoTime();
    }

    private boolean ready(int operation, long end) throws IOException {
        boolean ready = readiness.await(channel, operation, left(end), aborted);
        stopIfAborted();
        return ready;
    }

    /**
     * Waits for room to write. Returns once more when the time is over: a socket counts as writable when a third of its
     * buffer is free, which takes a slow client minutes, but any room at all proves that the client is alive.
     */
    private void awaitRoom(long end) throws IOException {
        if (left(end) <= 0) {
            throw stalled();
        }
        ready(SelectionKey.OP_WRITE, end);
    }

    private void stopIfAborted() throws DataConnectionException {
        if (aborted.wanted()) {
            throw new DataConnectionException("Aborted.");
        }
    }

    private DataConnectionException stalled() throws IOException {
        // The peer takes nothing: what waits for it in the kernel would stay there for minutes.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        return new DataConnectionException("No progress for too long.");
    }

    private static DataConnectionException broken(IOException e) {
        return e instanceof DataConnectionException ours ? ours : new DataConnectionException(e);
    }

    @Override
    public void close() {
        synchronized (open) {
            readiness.close(channel);
        }
    }
}
