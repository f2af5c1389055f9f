// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of the data transfer process, with what its transfers use one after the other. */
final class DataThread extends Thread {

    /** Room for one TLS record and its plain text. */
    static final int SMALL = 32 * 1024;

    private static final Logger log = LoggerFactory.getLogger(DataThread.class);

    private final Readiness readiness = new Readiness();
    private @Nullable ByteBuffer small;

    DataThread(Runnable work, String name) {
        super(work, name);
        setDaemon(false);
    }

    static DataThread current() {
        return (DataThread) Thread.currentThread();
    }

    @Override
    public void run() {
        try (readiness) {
            super.run();
        } catch (IOException e) {
            log.debug("Closing a selector", e);
        }
    }

    Readiness readiness() {
        return readiness;
    }

    /** A buffer of the thread's own, for when the pool has none. For its owner only. */
    ByteBuffer small() {
        ByteBuffer known = small;
        if (known == null) {
            known = ByteBuffer.allocateDirect(SMALL);
            small = known;
        }
        return known.clear();
    }
}
