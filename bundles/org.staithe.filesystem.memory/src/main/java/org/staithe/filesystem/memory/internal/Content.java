// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.staithe.filesystem.StorageException;

/**
 * The bytes of one file, in blocks, so that growing never copies what is there.
 *
 * <p>Confined to one upload until it is published or kept, and not changed any more once it is a file's: readers need no
 * lock, and a reader of a replaced file still sees the old one whole.
 */
final class Content {

    private static final int BLOCK = 64 * 1024;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Space space;
    private long size;

    Content(Space space) {
        this.space = space;
    }

    long size() {
        return size;
    }

    /** Adds what remains in the buffer; all of it or, when the space is used up, nothing. */
    int append(ByteBuffer source) throws StorageException {
        int count = source.remaining();
        space.take(count);
        while (source.hasRemaining()) {
            int at = (int) (size % BLOCK);
            if (at == 0) {
                blocks.add(new byte[BLOCK]);
            }
            int part = Math.min(source.remaining(), BLOCK - at);
            source.get(blocks.get(blocks.size() - 1), at, part);
            size += part;
        }
        return count;
    }

    /** Copies from a position, as much as fits; -1 at the end. */
    int read(long position, ByteBuffer target) {
        if (position >= size) {
            return -1;
        }
        int at = (int) (position % BLOCK);
        int count = (int) Math.min(Math.min(target.remaining(), BLOCK - at), size - position);
        target.put(blocks.get((int) (position / BLOCK)), at, count);
        return count;
    }

    /** A copy of the first bytes. */
    Content prefix(long length) throws StorageException {
        Content copy = new Content(space);
        try {
            while (copy.size < length) {
                byte[] block = blocks.get((int) (copy.size / BLOCK));
                copy.append(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, length - copy.size)));
            }
        } catch (StorageException e) {
            copy.discard();
            throw e;
        }
        return copy;
    }

    void truncate(long length) {
        space.giveBack(size - length);
        size = length;
        int kept = (int) ((length + BLOCK - 1) / BLOCK);
        blocks.subList(kept, blocks.size()).clear();
    }

    /** Gives the space back; open readers read on. */
    void discard() {
        space.giveBack(size);
    }
}
