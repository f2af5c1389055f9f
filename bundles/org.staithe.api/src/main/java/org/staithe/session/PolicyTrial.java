// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.staithe.auth.Permission;

/**
 * Tells what a client would be allowed, and by which rules: the code that decides for clients is asked, nothing is
 * changed and nobody is logged in. Offered by the core as a service; safe for concurrent use; may block.
 */
@ProviderType
public interface PolicyTrial {

    /**
     * Tries one command.
     *
     * @throws IllegalArgumentException if there is no such listener; the message is for an operator
     */
    Trial attempt(Attempt attempt);

    /** What a client would do. */
    record Attempt(String listener, String user, String verb, String argument, InetAddress from, boolean encrypted) {}

    /** What came of it. */
    @ProviderType
    interface Trial {

        boolean allowed();

        /** The rules in the order in which they were asked; the last one decided. */
        List<Decision> decisions();

        /** What the user may do at the path, whatever the command; empty when it did not come to that. */
        Set<Permission> rights();

        /** The address that {@code PASV} would tell; empty when it did not come to that, or there is none. */
        Optional<InetAddress> passive();
    }

    /** What one rule said. */
    @ProviderType
    interface Decision {

        /** What was asked, such as {@code Listener}. */
        String rule();

        boolean allowed();

        String reason();
    }
}
