// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.time.Duration;
import org.staithe.command.Reply;

/**
 * A command needs a service that it cannot have now, perhaps because it is being replaced, or because as many as may are
 * in it already. The dispatcher repeats the command when it is worth it, or answers with the code when it takes too long.
 */
public final class ServiceGap extends Unwinding {

    private static final long serialVersionUID = 1L;

    private final transient Waiting waiting;
    private final int code;

    /** How to wait for the service. */
    interface Waiting {

        /** Runs this, perhaps at once, when it is worth trying again; more often does no harm. It must not block. */
        void await(Runnable again);

        void forget(Runnable again);

        /** Until when somebody waits who has asked then. */
        long until(long asked, Duration grace);

        /** The wait is over: the longest is told when a service was replaced. */
        default void waited(long nanos) {}
    }

    /**
     * Makes one.
     *
     * @param what is missing, for the log
     * @param code what the client is answered when nobody comes
     */
    ServiceGap(Waiting waiting, String what, int code) {
        super(what);
        this.waiting = waiting;
        this.code = code;
    }

    /** Runs this, perhaps at once, when it is worth trying again; more often does no harm. It must not block. */
    public void await(Runnable again) {
        waiting.await(again);
    }

    public void forget(Runnable again) {
        waiting.forget(again);
    }

    /** Until when somebody waits who has asked then. */
    public long until(long asked, Duration grace) {
        return waiting.until(asked, grace);
    }

    /** Somebody has waited for so long. */
    public void waited(long nanos) {
        waiting.waited(nanos);
    }

    /** What the client is answered when nobody comes. */
    public Reply reply() {
        return Reply.of(
                code, code == 502 ? "Command not implemented." : "Service not available now, please try again.");
    }
}
