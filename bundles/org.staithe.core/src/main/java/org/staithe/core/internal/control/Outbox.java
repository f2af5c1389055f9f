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
 * <p>Filled by any thread. As long as nothing waits and nothing has to be encrypted, it leaves right from the thread that
 * writes it. What then waits is emptied by the connection's selector thread. MINA gets one portion at a time: what gathers
 * meanwhile waits here as bare bytes, leaves in one system call and, if the client does not read, costs no more than
 * itself.
 */
final class Outbox {

    private static final byte[] NOTHING = {};

    private final NioSession io;
    private final SelectorLoop loop;

    // All guarded by this.
    private byte[] bytes = NOTHING;
    private int length;
    private boolean atMina; // the last portion is
    private boolean direct = true;

    Outbox(NioSession io, SelectorLoop loop) {
        this.io = io;
        this.loop = loop;
    }

    /** From now on everything goes through MINA's filters. */
    synchronized void indirect() {
        direct = false;
    }

    /** Sends it now if nothing is before it; returns the rest, for {@link #add}. */
    private byte[] sendNow(byte[] text) {
        if (!direct || atMina || length > 0) {
            return text;
        }
        int sent = loop.writeNow(io, ByteBuffer.wrap(text));
        return sent == text.length ? NOTHING : Arrays.copyOfRange(text, sent, text.length);
    }

    /** MINA has sent what it had, or some of it. */
    synchronized void sent() {
        atMina = !ready();
    }

    /**
     * Sends it, or what the system does not take at once is {@linkplain #add added}. For threads that are not the selector
     * thread: that one sends all that a round brings at its end.
     *
     * @return whether somebody has to see that it is emptied
     */
    boolean write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            byte[] rest = sendNow(bytes);
            return rest.length > 0 && add(rest);
        }
    }

    /** Returns whether it was empty before: then somebody has to see that it is emptied. */
    boolean add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized boolean add(byte[] more) {
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
            atMina = true;
        }
        io.getFilterChain().fireFilterWrite(new DefaultWriteRequest(IoBuffer.wrap(taken)));
    }
}
