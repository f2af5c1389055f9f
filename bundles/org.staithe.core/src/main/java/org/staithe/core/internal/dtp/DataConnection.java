// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * An open data connection, plain or within TLS.
 *
 * <p>Used by the thread of its transfer alone. Every method ends with a {@link DataConnectionException} when the
 * connection breaks, when it makes no progress for too long, and when the transfer is aborted.
 */
interface DataConnection extends Closeable {

    /** How many bytes are best given to one {@link #write}, and the least room that {@link #read} needs. */
    record Sizes(int batch, int grain) {}

    Sizes sizes();

    /** Waits until {@link #read} has something to look at. No buffer needs to be held meanwhile. */
    void awaitData() throws DataConnectionException;

    /**
     * Reads what is there.
     *
     * @return at least 1; 0 if nothing came within the time; -1 at the clean end
     */
    int read(ByteBuffer into, Duration patience) throws DataConnectionException;

    /** Sends all of it. */
    void write(ByteBuffer from) throws DataConnectionException;

    /** Does nothing for so long. */
    void pause(long nanos) throws DataConnectionException;

    /** Tells the client that this was all, in a way that it gets all. */
    void finishSending() throws DataConnectionException;

    /** Says goodbye to a client that has sent all and may be gone. */
    void finishReceiving();

    @Override
    void close();
}
