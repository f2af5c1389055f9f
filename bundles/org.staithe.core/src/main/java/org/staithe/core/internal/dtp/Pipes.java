// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.splice.Pipe;
import org.staithe.core.internal.splice.Splice;

/**
 * Pipes for uploads without a copy, where the system has such, as many as the server may have.
 *
 * <p>Nobody waits for one, nor for what it takes to find out: an upload without is copied.
 */
final class Pipes {

    private static final Logger log = LoggerFactory.getLogger(Pipes.class);

    private final Semaphore places;
    private boolean tried; // guarded by this
    private volatile boolean wanted;
    private volatile @Nullable Splice splice;

    Pipes(int most) {
        places = new Semaphore(most);
    }

    /** Says from now on that uploads are copied, or that they need not be, if {@link #prepare} finds so. */
    void wanted(boolean wanted) {
        this.wanted = wanted;
    }

    /** Finds out, once, whether uploads need a copy. Takes a while. */
    synchronized void prepare() {
        if (tried) {
            return;
        }
        tried = true;
        try {
            splice = Splice.tried();
            log.info("Plain uploads go into files without a copy (splice)");
        } catch (IOException e) {
            log.info("Uploads are copied: {}", e.getMessage());
            log.debug("No splice", e);
        }
    }

    /** What uploads go without a copy by, if they do. */
    @Nullable
    Splice splice() {
        return wanted ? splice : null;
    }

    /** A pipe, or nothing when all are lent or the system gives none. */
    @Nullable
    Pipe tryTake(Splice by) {
        if (!places.tryAcquire()) {
            return null;
        }
        Pipe pipe = null;
        try {
            pipe = by.pipe();
        } catch (IOException e) {
            log.debug("No pipe", e);
        } finally {
            if (pipe == null) {
                places.release();
            }
        }
        return pipe;
    }

    /** Takes back what {@link #tryTake} gave, to be closed: what it may still hold is nobody else's. */
    void give(Pipe pipe) {
        pipe.close();
        places.release();
    }
}
