// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

import java.util.function.BooleanSupplier;
import org.staithe.command.Reply;

/**
 * A command needs a service that is not here, perhaps because it is being replaced.
 *
 * <p>Unchecked, so that it passes through a plugin's command untouched; the dispatcher repeats the command when the
 * service has come, or answers with the code when it does not come in time.
 */
public final class ServiceGap extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Whiteboard<?> whiteboard;
    private final transient BooleanSupplier over;
    private final int code;

    /**
     * Makes one.
     *
     * @param whiteboard where the service will appear
     * @param over whether it is worth trying again; asked whenever something has come or gone, must not block
     * @param what is missing, for the log
     * @param code what the client is answered when nobody comes
     */
    public ServiceGap(Whiteboard<?> whiteboard, BooleanSupplier over, String what, int code) {
        super(what, null, false, false);
        this.whiteboard = whiteboard;
        this.over = over;
        this.code = code;
    }

    /** Whether the service is here now, or somebody who may know what nobody knew. */
    public boolean isOver() {
        return over.getAsBoolean();
    }

    public Whiteboard<?> whiteboard() {
        return whiteboard;
    }

    /** Since when the service is missing for somebody who began to ask then; grace is measured from there. */
    public long since(long asked) {
        return whiteboard.missingSince(asked);
    }

    /** What the client is answered when nobody comes. */
    public Reply reply() {
        return Reply.of(
                code, code == 502 ? "Command not implemented." : "Service not available now, please try again.");
    }
}
