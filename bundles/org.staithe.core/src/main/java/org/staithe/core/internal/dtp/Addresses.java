// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** One form for each address, so that both directions compare and use the same thing. */
final class Addresses {

    private Addresses() {}

    /** An IPv4 address written as IPv6 ({@code ::ffff:a.b.c.d}) becomes the IPv4 address; any other stays. */
    static InetAddress plain(InetAddress address) {
        if (!(address instanceof Inet6Address) || !mapped(address.getAddress())) {
            return address;
        }
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }

    static InetSocketAddress plain(InetSocketAddress address) {
        return new InetSocketAddress(plain(address.getAddress()), address.getPort());
    }

    private static boolean mapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }
}
