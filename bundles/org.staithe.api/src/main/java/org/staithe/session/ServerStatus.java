// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tells operators what the server consists of. Offered by the core as a service; safe for concurrent use. */
@ProviderType
public interface ServerStatus {

    List<ListenerStatus> listeners();

    /** One for each plugin service that is registered now, grouped by kind, best first. */
    List<PluginStatus> plugins();

    /** A listener. */
    @ProviderType
    interface ListenerStatus {

        String name();

        /** Where it accepts; the port is the real one. */
        InetSocketAddress address();

        int sessions();

        /** Why it does not accept; empty when it does. */
        Optional<String> problem();
    }

    /** A service that a bundle offers. */
    @ProviderType
    interface PluginStatus {

        /** The simple name of the interface, such as {@code Command}. */
        String kind();

        /** What it answers to: the verbs, the backend's name, the listeners that it is for, or empty. */
        String name();

        /** Symbolic name and version of its bundle. */
        String bundle();

        int ranking();

        /** Calls and transfers that use it now. */
        int leases();

        /** Calls so far. */
        long calls();

        /** Calls that ended in an unchecked exception. */
        long errors();
    }
}
