// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is to be sent and not yet given to MINA.
 *
 * <p>Filled by any thread, emptied by the connection's selector thread. Replies wait here as bare bytes, so that all
 * that gathers in one round leaves in one system call and a client that does not read costs no more than its replies.
 */
final class Outbox {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** Returns whether it was empty before: then somebody has to see that it is emptied. */
    synchronized boolean add(byte[] more) {
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

    /** Takes everything. */
    synchronized ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes, 0, length);
        bytes = NOTHING;
        length = 0;
        return taken;
    }

    synchronized int size() {
        return length;
    }
}
