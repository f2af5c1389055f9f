// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.whiteboard;

/**
 * A command needs a service that is not here, perhaps because it is being replaced.
 *
 * <p>Unchecked, so that it passes through a plugin's command untouched; the dispatcher repeats the command when the
 * service has come, or answers with the code when it does not come in time.
 */
public final class ServiceGap extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Whiteboard<?> whiteboard;
    private final int changes;
    private final int code;

    /**
     * Makes one.
     *
     * @param changes of the whiteboard, counted before it was asked in vain
     */
    ServiceGap(Whiteboard<?> whiteboard, int changes, String what, int code) {
        super(what, null, false, false);
        this.whiteboard = whiteboard;
        this.changes = changes;
        this.code = code;
    }

    /** Whether something has come or gone since. */
    public boolean isOver() {
        return whiteboard.changes() != changes;
    }

    public Whiteboard<?> whiteboard() {
        return whiteboard;
    }

    /** What the client is answered when nobody comes. */
    public int code() {
        return code;
    }
}
