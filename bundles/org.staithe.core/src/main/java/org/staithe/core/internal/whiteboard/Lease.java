// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to call a plugin's service: while it is held, the plugin does not go away unless patience runs out.
 *
 * <p>May be passed between threads, closed by any of them; a second close does nothing.
 */
public final class Lease<S> implements AutoCloseable {

    private final Berth<S> berth;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Lease(Berth<S> berth) {
        this.berth = berth;
    }

    public S service() {
        return berth.service();
    }

    public Berth<S> berth() {
        return berth;
    }

    /** Tells what to do when the plugin must go and patience has run out: abort the transfer that needs it. */
    public void onRevoke(Runnable abort) {
        berth.onRevoke(this, abort);
    }

    /** Counts a call that ended in an unchecked exception. */
    public void failed() {
        berth.countError();
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            berth.release(this);
        }
    }
}
