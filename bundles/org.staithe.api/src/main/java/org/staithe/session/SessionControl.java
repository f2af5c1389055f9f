// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Lets operators see and end sessions. Offered by the core as a service; safe for concurrent use. */
@ProviderType
public interface SessionControl {

    /** How a drain ended. */
    enum Drain {
        /** Every transfer came to its own end. */
        GRACEFUL,
        /** Some were cut off when patience ran out. */
        FORCED
    }

    /** The sessions that are open now, oldest first. */
    List<Session> sessions();

    /**
     * Ends a session with 421; a transfer that runs is aborted.
     *
     * @param reason told to the client and logged
     * @return whether there was such a session
     */
    boolean close(String sessionId, String reason);

    /**
     * Ends all sessions: new ones are refused with 421, idle ones are closed, transfers may end. Blocks until then.
     *
     * @param patience after which what still runs is aborted
     */
    Drain drain(Duration patience) throws InterruptedException;
}
