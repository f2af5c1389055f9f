// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
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
    private final Buffers buffers;
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
    FileReceiver(DataConnection connection, Buffers buffers, Pace pace, Tally tally, long sizeLimit) {
        this.connection = connection;
        this.buffers = buffers;
        this.pace = pace;
        this.tally = tally;
        this.sizeLimit = sizeLimit;
    }

    /** Returns when the client has ended the file properly. */
    void receive(Upload target, boolean ascii) throws IOException {
        // Many a file is small and here already: then there is nothing to wait for, and no need of a large buffer.
        boolean last = receivePart(DataThread.current().small(), target, ascii);
        while (!last) {
            connection.awaitData();
            ByteBuffer buffer = buffers.take();
            try {
                last = receivePart(buffer, target, ascii);
            } finally {
                buffers.give(buffer);
            }
        }
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
