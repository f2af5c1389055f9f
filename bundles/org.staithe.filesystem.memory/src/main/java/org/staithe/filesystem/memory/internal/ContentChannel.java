// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** Reads a content from an offset to its end. */
final class ContentChannel implements ReadableByteChannel {

    private final Content content;
    private long position;
    private volatile boolean open = true;

    ContentChannel(Content content, long offset) {
        this.content = content;
        this.position = offset;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        int count = content.read(position, target);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
