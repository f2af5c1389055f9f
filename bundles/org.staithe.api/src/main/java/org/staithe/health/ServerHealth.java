// SPDX-License-Identifier: Apache-2.0
package org.staithe.health;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells whether the server is well, and what keeps clients from working. Offered by the bundle
 * {@code org.staithe.health}, asked by consoles and shells. Safe for concurrent use; may block for some seconds.
 */
@ProviderType
public interface ServerHealth {

    /** How serious it is, the harmless first. */
    enum State {
        OK,
        /** Somebody should look at it in the next days. */
        WARN,
        /** Clients suffer now, or will soon. */
        CRITICAL
    }

    /** What each check found; they are asked anew if the last answers are older than some seconds. */
    List<Finding> checks();

    /** What went wrong for clients in the last hour, why that is so and what would help; the worst first. */
    List<Finding> diagnoses();

    /** All that is counted, in the text format 0.0.4 of Prometheus. */
    String metrics();

    /** Something that was looked at. */
    @ProviderType
    interface Finding {

        /** What was looked at, in a word or two. */
        String name();

        State state();

        /** What was found, in sentences; never empty. */
        String text();
    }
}
