// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.write.DefaultWriteRequest;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * The text that a connection is to send.
 *
 * <p>Filled by any thread, emptied by the connection's selector thread. MINA gets one portion at a time: what gathers
 * meanwhile waits here as bare bytes, leaves in one system call and, if the client does not read, costs no more than
 * itself.
 */
final class Outbox {

    private static final byte[] NOTHING = {};

    private final NioSession io;

    // Both guarded by this.
    private byte[] bytes = NOTHING;
    private int length;

    Outbox(NioSession io) {
        this.io = io;
    }

    /** Returns whether it was empty before: then somebody has to see that it is emptied. */
    boolean add(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            boolean wasEmpty = length == 0;
            if (wasEmpty) {
                bytes = more;
            } else {
                if (length + more.length > bytes.length) {
                    bytes = Arrays.copyOf(bytes, length + Math.max(more.length, length / 2));
                }
                System.arraycopy(more, 0, bytes, length, more.length);
            }
            length += more.length;
            return wasEmpty;
        }
    }

    /** Whether MINA has nothing of this connection any more. */
    boolean ready() {
        return io.getWriteRequestQueue().isEmpty(io) && io.getCurrentWriteRequest() == null;
    }

    synchronized boolean isEmpty() {
        return length == 0;
    }

    long unsent() {
        synchronized (this) {
            return length + io.getScheduledWriteBytes();
        }
    }

    /** Gives everything to MINA. */
    void send() {
        ByteBuffer taken;
        synchronized (this) {
            taken = ByteBuffer.wrap(bytes, 0, length);
            bytes = NOTHING;
            length = 0;
        }
        io.getFilterChain().fireFilterWrite(new DefaultWriteRequest(IoBuffer.wrap(taken)));
    }
}
