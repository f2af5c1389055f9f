// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings plugins in, replaces them without a gap, takes them back and out, all of it while the server runs.
 *
 * <p>Offered as a service to operators' tools, such as the shell and the web console. Safe for concurrent use: one
 * change is made at a time, the others wait. A change blocks its caller until the new version serves and the old one
 * has gone, which lasts as long as calls and transfers hold the old one, up to {@code swap.patience.seconds} of the
 * core. It is durable: the folder {@code plugins/} of the home holds afterwards what runs, and a restart starts it.
 *
 * <p>Where a change fails, everything is as it was before, and the message says why and what to do.
 */
@ProviderType
public interface Deployment {

    /** The plugins that are there now, those that stand in for a shipped one in its place, by symbolic name. */
    List<Plugin> plugins();

    /**
     * Brings a jar in: a plugin that is new here is installed, one that is here is swapped for it.
     *
     * @param jar a bundle; read to its end and closed
     * @throws DeploymentException if it is no bundle, does not start, or fails its self-check
     * @throws IOException if it could not be read or written
     */
    Swap install(InputStream jar) throws DeploymentException, IOException;

    /**
     * Replaces a plugin by another version of itself. The new one starts beside the old, and only when its components
     * are there and its {@link SelfCheck} has passed does the old one leave.
     *
     * @param symbolicName of the plugin that is replaced, and of the jar
     * @param jar a bundle; read to its end and closed
     * @throws DeploymentException if there is no such plugin, the jar is another one or no bundle, does not start, or
     *     fails its self-check
     * @throws IOException if it could not be read or written
     */
    Swap swap(String symbolicName, InputStream jar) throws DeploymentException, IOException;

    /**
     * Goes back to the version before, in the same way as {@link #swap}. The version that is left is forgotten; doing
     * this again goes back further.
     *
     * @throws DeploymentException if there is no such plugin or no version before, or that one does not start
     * @throws IOException if it could not be read or written
     */
    Swap rollback(String symbolicName) throws DeploymentException, IOException;

    /**
     * Takes a plugin out, and forgets its former versions. Where a version of it was shipped with the server, that one
     * serves again.
     *
     * @throws DeploymentException if there is no such plugin, or it is the shipped one
     * @throws IOException if its file could not be deleted
     */
    Swap remove(String symbolicName) throws DeploymentException, IOException;
}
