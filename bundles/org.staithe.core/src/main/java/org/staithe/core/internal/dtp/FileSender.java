// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/**
 * Sends a file.
 *
 * <p>How long a {@link FileChannel} is, is asked once: what is appended meanwhile is not sent, and if it gets shorter the
 * transfer fails, so that no client takes a part for the whole.
 */
final class FileSender {

    private final DataConnection connection;
    private final Buffers buffers;
    private final Pace pace;
    private final Tally tally;

    FileSender(DataConnection connection, Buffers buffers, Pace pace, Tally tally) {
        this.connection = connection;
        this.buffers = buffers;
        this.pace = pace;
        this.tally = tally;
    }

    /**
     * Sends from where the source is.
     *
     * @param length how much at most
     * @param ascii whether each LF becomes CRLF
     */
    void send(ReadableByteChannel source, OptionalLong length, boolean ascii) throws IOException {
        if (!ascii && source instanceof FileChannel file && connection instanceof DataSocket socket) {
            sendWithoutCopy(file, length, socket);
        } else {
            sendThroughBuffer(source, left(source, length), ascii);
        }
    }

    private static long left(ReadableByteChannel source, OptionalLong length) throws IOException {
        long wanted = length.orElse(Long.MAX_VALUE);
        return source instanceof FileChannel file ? Math.min(wanted, file.size() - file.position()) : wanted;
    }

    private void sendWithoutCopy(FileChannel file, OptionalLong length, DataSocket socket) throws IOException {
        long position = file.position();
        long left = Math.min(length.orElse(Long.MAX_VALUE), file.size() - position);
        while (left > 0) {
            long n = socket.send(file, position, Math.min(left, pace.step(Buffers.LARGE)));
            if (n < 0) {
                throw cutShort();
            }
            position += n;
            left -= n;
            tally.moved(n);
        }
    }

    private void sendThroughBuffer(ReadableByteChannel source, long count, boolean ascii) throws IOException {
        AsciiCodec codec = new AsciiCodec();
        long left = count;
        while (left > 0) {
            ByteBuffer buffer = buffers.take();
            int n;
            try {
                // A third for the text as it is, two for the text with its line ends.
                int room = Math.min(connection.sizes().batch(), ascii ? buffer.capacity() / 3 : buffer.capacity());
                buffer.limit((int) Math.min(left, pace.step(room)));
                n = source.read(buffer);
                if (n > 0) {
                    buffer.flip();
                    connection.write(ascii ? encoded(buffer, room, codec) : buffer);
                }
            } finally {
                buffers.give(buffer);
            }
            if (n == 0) {
                throw new IOException("The file gives nothing and has not ended.");
            } else if (n < 0 && source instanceof FileChannel) {
                throw cutShort();
            } else if (n < 0) {
                return;
            }
            left -= n;
            tally.moved(n);
        }
    }

    private static ByteBuffer encoded(ByteBuffer text, int room, AsciiCodec codec) {
        ByteBuffer lines = text.duplicate().clear().position(room).slice();
        codec.encode(text, lines);
        return lines.flip();
    }

    private static EOFException cutShort() {
        return new EOFException("The file became shorter while it was sent.");
    }
}
