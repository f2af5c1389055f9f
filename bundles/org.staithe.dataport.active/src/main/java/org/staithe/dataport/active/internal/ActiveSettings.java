// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import java.net.InetAddress;
import java.util.Optional;

/** The configuration, checked. */
record ActiveSettings(
        boolean enabled, int localPort, int lowestPort, Optional<InetAddress> bindAddress, AllowedTargets allowed) {

    private static final int HIGHEST = 65_535;

    /**
     * Reads the whole configuration.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static ActiveSettings of(ActivePorts.Config config) {
        return new ActiveSettings(
                config.enabled(),
                port("local.port", config.local_port(), 0),
                port("lowest.port", config.lowest_port(), 1),
                Literals.address("bind.address", config.bind_address()),
                new AllowedTargets(
                        config.allow_foreign(), Literals.networks("allow.networks", config.allow_networks())));
    }

    private static int port(String key, int value, int lowest) {
        if (value < lowest || value > HIGHEST) {
            throw new IllegalArgumentException(
                    key + " = " + value + ": write a port from " + lowest + " to " + HIGHEST);
        }
        return value;
    }
}
