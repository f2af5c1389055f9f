// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.passive.internal;

import java.net.InetAddress;
import java.util.Arrays;

/** Who may connect to a passive port (RFC 2577 section 8). */
enum PeerCheck {
    SAME_ADDRESS {
        @Override
        boolean admits(InetAddress peer, InetAddress client) {
            return peer.equals(client);
        }
    },
    /** For clients behind a gateway with several addresses: the same /24, or the same /64 of IPv6. */
    SAME_NETWORK {
        @Override
        boolean admits(InetAddress peer, InetAddress client) {
            byte[] one = peer.getAddress();
            byte[] other = client.getAddress();
            int prefix = one.length == 4 ? 3 : 8;
            return one.length == other.length && Arrays.equals(one, 0, prefix, other, 0, prefix);
        }
    },
    OFF {
        @Override
        boolean admits(InetAddress peer, InetAddress client) {
            return true;
        }
    };

    abstract boolean admits(InetAddress peer, InetAddress client);

    static PeerCheck parse(String text) {
        return switch (text) {
            case "same-address" -> SAME_ADDRESS;
            case "same-network" -> SAME_NETWORK;
            case "off" -> OFF;
            default ->
                throw new IllegalArgumentException(
                        "peer.check = '" + text + "': write same-address, same-network or off");
        };
    }
}
