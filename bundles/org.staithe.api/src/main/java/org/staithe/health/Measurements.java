// SPDX-License-Identifier: Apache-2.0
package org.staithe.health;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;
import org.staithe.data.PortUse;
import org.staithe.filesystem.Space;

/**
 * What can be measured of the running server, for monitoring. Offered by the core as a service; safe for concurrent use;
 * asks plugins, so it may block for a moment.
 */
@ProviderType
public interface Measurements {

    /** How long commands took, by verb; those that were never said are left out. */
    List<CommandTime> commands();

    /** What the policies for passive ports say of themselves. */
    List<PassivePorts> passivePorts();

    /** The places where files are kept. */
    List<Storage> storage();

    /** What listeners may show to clients, each once for a listener. */
    List<ShownCertificate> certificates();

    /** How many client addresses are shut out now, because they failed to log in too often. */
    int addressesShutOut();

    /** How long it took from the beginning of a command to its first reply, or to the beginning of its transfer. */
    @ProviderType
    interface CommandTime {

        String verb();

        long count();

        Duration total();

        /** How many took at most so long. */
        SortedMap<Duration, Long> within();
    }

    /** The ports of one policy. */
    @ProviderType
    interface PassivePorts {

        /** The PID of its configuration, else its bundle. */
        String policy();

        PortUse use();
    }

    /** A backend. */
    @ProviderType
    interface Storage {

        String backend();

        /** Empty if nobody knows. */
        Optional<Space> space();

        /** Why it cannot be used now; empty when it can. */
        Optional<String> problem();
    }

    /** A certificate and who shows it. */
    @ProviderType
    interface ShownCertificate {

        String listener();

        X509Certificate certificate();
    }
}
