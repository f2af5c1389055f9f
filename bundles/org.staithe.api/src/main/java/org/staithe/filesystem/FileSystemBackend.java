// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.staithe.auth.Mount;
import org.staithe.auth.User;

/**
 * A place where files live: a folder, a bucket, another server.
 *
 * <p>Register implementations as OSGi services with the property {@value #NAME}; mounts refer to it. The core opens one
 * file system per session and mount when a command first needs it, on a thread that may block, and closes it when the
 * session ends or the service goes.
 */
@ConsumerType
@FunctionalInterface
public interface FileSystemBackend {

    /** Service property: the name that {@link Mount#backend()} refers to. A String, required. */
    String NAME = "staithe.backend.name";

    /**
     * Opens the mount's directory for a user.
     *
     * @return a file system whose root is {@link Mount#directory()}; permissions are checked by the core
     * @throws IOException if it cannot be opened now; the error table of {@link StorageException} tells the reply
     */
    VirtualFileSystem open(User user, Mount mount) throws IOException;

    /**
     * How much room is left, for operators; empty if nobody knows. May block for a moment.
     *
     * @throws IOException if the place cannot be reached now; the message is for operators
     */
    default Optional<Space> space() throws IOException {
        return Optional.empty();
    }
}
