// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.threads.SharedThread;

/** A thread for transfers and for what may block, with what its transfers use one after the other. */
final class DataThread extends SharedThread {

    /** Room for the longest TLS record that the JDK may be told to accept, or its plain text. */
    static final int SMALL = 34 * 1024;

    private static final Logger log = LoggerFactory.getLogger(DataThread.class);

    private final Readiness readiness = new Readiness();
    private @Nullable ByteBuffer small;
    private @Nullable ByteBuffer records;

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

    /** Room for TLS records in both directions, in the same case. For its owner only. */
    ByteBuffer records() {
        ByteBuffer known = records;
        if (known == null) {
            known = ByteBuffer.allocateDirect(2 * SMALL);
            records = known;
        }
        return known.clear();
    }
}
