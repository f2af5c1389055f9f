// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.staithe.core.internal.splice.Pipe;
import org.staithe.core.internal.splice.Splice;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;

/**
 * Receives a file.
 *
 * <p>Buffers are filled before they are written, which makes the few large writes that a file system likes; but while a
 * client is silent, no buffer is held and what it has sent is not withheld from the file.
 */
final class FileReceiver {

    private static final Duration SILENCE = Duration.ofMillis(100);

    private final DataConnection connection;
    private final Stock stock;
    private final Pace pace;
    private final Tally tally;
    private final long sizeLimit;
    private final AsciiCodec codec = new AsciiCodec();
    private long written;

    /**
     * Makes one.
     *
     * @param sizeLimit how much may come; 0 for no limit
     */
    FileReceiver(DataConnection connection, Stock stock, Pace pace, Tally tally, long sizeLimit) {
        this.connection = connection;
        this.stock = stock;
        this.pace = pace;
        this.tally = tally;
        this.sizeLimit = sizeLimit;
    }

    /** Returns when the client has ended the file properly. */
    void receive(Upload target, boolean ascii) throws IOException {
        // Many a file is small and here already: then there is nothing to wait for, and no need of a large buffer.
        boolean last = receivePart(DataThread.current().small(), target, ascii);
        if (!last && !ascii && pace.unlimited() && connection instanceof DataSocket socket) {
            last = receiveWithoutCopy(socket, target);
        }
        while (!last) {
            connection.awaitData();
            ByteBuffer buffer = stock.buffers().take();
            try {
                last = receivePart(buffer, target, ascii);
            } finally {
                stock.buffers().give(buffer);
            }
        }
    }

    /** Receives as long as no copy is needed; returns whether it was the end. */
    private boolean receiveWithoutCopy(DataSocket socket, Upload target) throws IOException {
        Pipe pipe = pipeInto(target);
        if (pipe == null) {
            return false;
        }
        try {
            boolean last = false;
            while (!last && pipe.usable()) {
                socket.awaitData();
                gather(socket, pipe);
                if (pipe.held() > 0) {
                    empty(pipe, target);
                } else if (pipe.usable()) {
                    // Only a read tells the end, passes what a pipe does not, and sees that the limit is reached.
                    last = receiveWhatIsThere(target);
                }
            }
            return last;
        } finally {
            stock.pipes().give(pipe);
        }
    }

    private @Nullable Pipe pipeInto(Upload target) throws IOException {
        Splice splice = stock.pipes().splice();
        if (splice == null) {
            return null;
        }
        OptionalLong known = target.fill(file -> splice.knows(file) ? 1 : 0);
        return known.orElse(0) == 0 ? null : stock.pipes().tryTake(splice);
    }

    private void gather(DataSocket socket, Pipe pipe) throws DataConnectionException {
        long most = sizeLimit > 0 ? Math.min(Pipe.SIZE, sizeLimit - written) : Pipe.SIZE;
        long n = 1;
        while (n > 0 && pipe.usable() && pipe.held() < most) {
            n = socket.move(pipe, most - pipe.held(), SILENCE);
        }
    }

    private void empty(Pipe pipe, Upload target) throws IOException {
        long n = pipe.held();
        written += target.fill(pipe::give).orElse(0);
        while (pipe.held() > 0) {
            // The file does not take it this way: it may the usual way, or says what is wrong.
            ByteBuffer rest = DataThread.current().small();
            pipe.drain(rest);
            write(rest.flip(), target);
        }
        tally.moved(n);
    }

    private boolean receiveWhatIsThere(Upload target) throws IOException {
        ByteBuffer buffer = DataThread.current().small();
        int n = connection.read(buffer, Duration.ZERO);
        write(buffer.flip(), target);
        if (n > 0) {
            tally.moved(n);
        }
        return n < 0;
    }

    /** Receives what fits or comes without a pause; returns whether it was the end. */
    private boolean receivePart(ByteBuffer buffer, Upload target, boolean ascii) throws IOException {
        buffer.limit(Math.min(buffer.capacity(), Math.max(minimum(), pace.step(buffer.capacity()))));
        if (ascii) {
            codec.begin(buffer);
        }
        boolean last = !fill(buffer);
        buffer.flip();
        if (ascii) {
            codec.decode(buffer, last);
        }
        int n = buffer.remaining();
        write(buffer, target);
        tally.moved(n);
        return last;
    }

    /** What one record of the connection needs, and a CR from before. */
    private int minimum() {
        return connection.sizes().grain() + 1;
    }

    private boolean fill(ByteBuffer buffer) throws DataConnectionException {
        while (buffer.remaining() >= connection.sizes().grain()) {
            int n = connection.read(buffer, SILENCE);
            if (n <= 0) {
                return n == 0;
            }
        }
        return true;
    }

    private void write(ByteBuffer buffer, Upload target) throws IOException {
        int n = buffer.remaining();
        if (sizeLimit > 0 && n > sizeLimit - written) {
            throw new StorageException(
                    StorageException.Reason.QUOTA_EXCEEDED, "More than the " + sizeLimit + " bytes that are left.");
        }
        while (buffer.hasRemaining()) {
            if (target.write(buffer) <= 0) {
                throw new IOException("The file takes nothing.");
            }
        }
        written += n;
    }
}
