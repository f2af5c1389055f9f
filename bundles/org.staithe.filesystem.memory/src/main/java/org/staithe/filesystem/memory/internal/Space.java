// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.staithe.filesystem.StorageException;

/** The bytes that all contents of one tree may take together. Safe for concurrent use. */
final class Space {

    private volatile long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit in bytes; 0 for no limit */
    Space(long limit) {
        this.limit = limit;
    }

    void limit(long bytes) {
        this.limit = bytes;
    }

    void take(long bytes) throws StorageException {
        if (used.addAndGet(bytes) > limit && limit > 0) {
            used.addAndGet(-bytes);
            throw new StorageException(StorageException.Reason.OUT_OF_SPACE, "all " + limit + " bytes are in use");
        }
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    boolean limited() {
        return limit > 0;
    }

    long left() {
        return limit - used.get();
    }
}
