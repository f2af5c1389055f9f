// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
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

    /** Something that puts bytes into a file by itself. Made by the core. */
    @FunctionalInterface
    interface Filling {

        /**
         * Puts bytes into the file, from its position on.
         *
         * @return how many
         * @throws IOException if the file does not take them; the upload passes it on as its own
         */
        long into(FileChannel file) throws IOException;
    }

    /**
     * Has bytes put right into the file that is written, instead of a {@link #write}: so they need not go through the
     * memory of the server. Uploads that have no file, or want to see the bytes, leave this as it is.
     *
     * @param filling called once, before this returns, with the file; no thread may close it meanwhile
     * @return what {@code filling} has returned; empty if there is no file, and it was not called
     * @throws IOException as {@link #write} does
     */
    default OptionalLong fill(Filling filling) throws IOException {
        return OptionalLong.empty();
    }

    /**
     * Publishes the content under its final name, in one step where the backend can. Called once, before the 226.
     *
     * @throws IOException if it cannot be published: the client sees an error and the old file stands
     */
    void commit() throws IOException;
}
