// SPDX-License-Identifier: Apache-2.0
package org.staithe.dataport.active.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.staithe.auth.Network;

/** Reads addresses and networks that are written as numbers; never asks the DNS. */
final class Literals {

    private Literals() {}

    /** An address; empty when nothing is written. */
    static Optional<InetAddress> address(String key, String written) {
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.indexOf('/') < 0) {
                Network.of(text); // refuses what is not a literal
                return Optional.of(InetAddress.getByName(text));
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            // said below, with the key
        }
        throw new IllegalArgumentException(
                key + " = '" + text + "': write an address such as 192.0.2.7 or 2001:db8::7");
    }

    /** A list may come as several values, or as one with commas when it was written into a file. */
    static List<Network> networks(String key, String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> network(key, item))
                .toList();
    }

    private static Network network(String key, String text) {
        try {
            return Network.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " = '" + text + "': " + e.getMessage(), e);
        }
    }
}
