// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries out one FTP command.
 *
 * <p>Register implementations as OSGi services with the properties of {@link FtpCommand}. The core checks what is
 * declared there and calls {@link #execute} on a thread that may block: one call at a time for each session, many
 * sessions at once. A verb comes and goes with its service, between two commands of any session.
 */
@ConsumerType
@FunctionalInterface
public interface Command {

    /**
     * Carries out the command and says how it went.
     *
     * @param exchange valid during this call only
     * @return a {@link Reply}, a {@link Pending} or a {@link Transfer}; what a transfer needs is already open
     * @throws IOException becomes a reply by the table at {@link org.staithe.filesystem.StorageException}; the verb of
     *     an {@link UnsupportedOperationException} is answered 502
     */
    Outcome execute(Exchange exchange) throws IOException;
}
