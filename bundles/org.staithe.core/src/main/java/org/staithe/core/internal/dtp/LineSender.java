// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Sends lines as they come, in UTF-8 with CRLF.
 *
 * <p>The small buffer of the thread is enough: it goes out when it is full, and sooner when the lines come slowly, so that
 * the client of a large directory sees the first ones at once.
 */
final class LineSender {

    private static final long LINGER = Duration.ofMillis(10).toNanos();

    private final DataConnection connection;
    private final Tally tally;
    private final ByteBuffer buffer = DataThread.current().small();
    private long sent = System.nanoTime();

    LineSender(DataConnection connection, Tally tally) {
        this.connection = connection;
        this.tally = tally;
    }

    void send(Stream<String> lines) throws DataConnectionException {
        // Not by an iterator: that one of a flatMap reads all of a directory before it gives the first entry.
        lines.sequential().forEachOrdered(line -> {
            try {
                put(line.getBytes(StandardCharsets.UTF_8));
            } catch (DataConnectionException e) {
                throw new UncheckedIOException(e);
            }
        });
        flush();
    }

    private void put(byte[] line) throws DataConnectionException {
        int from = 0;
        while (line.length - from > buffer.remaining() - 2) {
            int part = Math.min(line.length - from, buffer.remaining());
            buffer.put(line, from, part);
            from += part;
            flush();
        }
        buffer.put(line, from, line.length - from).put((byte) '\r').put((byte) '\n');
        if (System.nanoTime() - sent > LINGER) {
            flush();
        }
    }

    private void flush() throws DataConnectionException {
        int n = buffer.flip().remaining();
        connection.write(buffer);
        buffer.clear();
        tally.moved(n);
        sent = System.nanoTime();
    }
}
