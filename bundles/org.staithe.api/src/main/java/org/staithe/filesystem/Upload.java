// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A file on its way in.
 *
 * <p>Written, committed and closed by one thread of the core. Closed without {@link #commit()}, the transfer was cut
 * short: the final name is untouched, and what has arrived is discarded or kept for a restart, as the backend knows.
 * A second close does nothing.
 */
@ConsumerType
public interface Upload extends WritableByteChannel {

    /**
     * Publishes the content under its final name, in one step where the backend can. Called once, before the 226.
     *
     * @throws IOException if it cannot be published: the client sees an error and the old file stands
     */
    void commit() throws IOException;
}
