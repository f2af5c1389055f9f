// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;

/** A content that nobody else sees before {@link #commit()}; cut short, it is kept for a restart. */
final class MemoryUpload implements Upload {

    private final MemoryTree tree;
    private final String user;
    private final Pathname file;
    private final boolean replace;
    private final Content content;
    private boolean open = true;

    MemoryUpload(MemoryTree tree, String user, Pathname file, boolean replace, Content content) {
        this.tree = tree;
        this.user = user;
        this.file = file;
        this.replace = replace;
        this.content = content;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        return content.append(source);
    }

    @Override
    public void commit() throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        synchronized (tree) {
            MemoryFiles.publish(tree, file, content, replace);
        }
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (content.size() == 0) {
            content.discard();
            return;
        }
        synchronized (tree) {
            tree.keepUnfinished(user, file, content);
        }
    }
}
