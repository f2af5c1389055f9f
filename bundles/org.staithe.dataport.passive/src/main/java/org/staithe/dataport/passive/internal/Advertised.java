// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.io.IOException;
import java.net.InetAddress;

/** The address that {@code PASV} tells clients. Safe for concurrent use; does not block. */
@FunctionalInterface
interface Advertised {

    /** The address where the port is bound: no NAT between the client and us. */
    Advertised BOUND = bound -> bound;

    /**
     * The address to tell.
     *
     * @param bound where the client would find the port without NAT
     * @throws IOException if it is not known yet
     */
    InetAddress address(InetAddress bound) throws IOException;

    static Advertised fixed(InetAddress address) {
        return bound -> address;
    }
}
