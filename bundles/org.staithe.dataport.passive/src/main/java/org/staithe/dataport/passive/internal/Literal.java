// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.staithe.auth.Network;

/** Reads addresses that are written as numbers; never asks the DNS. */
final class Literal {

    private Literal() {}

    /** An address of this machine. */
    static InetAddress address(String key, String text) {
        try {
            if (text.indexOf('/') < 0) {
                Network.of(text); // refuses what is not a literal
                return InetAddress.getByName(text);
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            // said below, with the key
        }
        throw new IllegalArgumentException(
                key + " = '" + text + "': write an address such as 192.0.2.7 or 2001:db8::7");
    }

    /** An address that {@code PASV} can tell to a client: of IPv4, and of one host. */
    static InetAddress advertised(String key, String text) {
        InetAddress address = address(key, text);
        if (!(address instanceof Inet4Address) || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    key + " = '" + text + "': PASV can carry the IPv4 address of one host only, such as 192.0.2.7");
        }
        return address;
    }
}
