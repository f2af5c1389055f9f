// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many of its ports a {@link PassivePortPolicy} has lent, and what it tells clients. Immutable. */
public final class PortUse {

    private final int lent;
    private final int ports;
    private final @Nullable InetAddress advertised;

    private PortUse(int lent, int ports, @Nullable InetAddress advertised) {
        this.lent = lent;
        this.ports = ports;
        this.advertised = advertised;
    }

    /**
     * Makes one.
     *
     * @param ports how many there are; 0 when the system chooses any
     */
    public static PortUse of(int lent, int ports) {
        return new PortUse(lent, ports, null);
    }

    /** The same of a policy that tells clients this address, whichever they reached. */
    public PortUse advertising(InetAddress address) {
        return new PortUse(lent, ports, Objects.requireNonNull(address));
    }

    public int lent() {
        return lent;
    }

    /** How many there are; 0 when the system chooses any. */
    public int ports() {
        return ports;
    }

    /** Empty when clients are told the address that they reached, or different ones. */
    public Optional<InetAddress> advertised() {
        return Optional.ofNullable(advertised);
    }
}
