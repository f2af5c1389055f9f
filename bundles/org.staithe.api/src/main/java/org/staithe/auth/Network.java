// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR form (RFC 4632, RFC 4291): {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address.
 *
 * <p>IPv4-mapped IPv6 addresses are the IPv4 addresses that they stand for. Host names are refused, never looked up.
 */
public final class Network {

    // A number above 255 would make InetAddress take the whole for a host name and look it up.
    private static final Pattern LITERAL = Pattern.compile(
            "OCTET(\\.OCTET){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*".replace("OCTET", "(25[0-5]|(2[0-4]|1?\\d)?\\d)"));

    private final byte[] prefix;
    private final int length;

    private Network(byte[] prefix, int length) {
        this.prefix = prefix;
        this.length = length;
    }

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException with the text and what is expected instead
     */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw refused(text);
        }
        byte[] bytes;
        try {
            bytes = InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw refused(text);
        }
        int length = bytes.length * 8;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > length) {
                throw refused(text);
            }
            length = Integer.parseInt(digits);
        }
        return new Network(bytes, length);
    }

    /** The neighbourhood of an address, mostly of one site: the /24 of IPv4, the /48 of IPv6. */
    public static Network around(InetAddress address) {
        byte[] bytes = address.getAddress();
        int length = bytes.length == 4 ? 24 : 48;
        Arrays.fill(bytes, length / 8, bytes.length, (byte) 0);
        return new Network(bytes, length);
    }

    /** Whether this address lies in the range. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = length / 8;
        if (!Arrays.equals(prefix, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = length % 8;
        int mask = 0xFF << (8 - rest);
        return rest == 0 || ((prefix[whole] ^ bytes[whole]) & mask & 0xFF) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && length == network.length && Arrays.equals(prefix, network.prefix);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(prefix) + length;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(prefix).getHostAddress() + "/" + length;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length of the array was checked when it was read
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a network: write an address such as 192.0.2.7, or a range such as"
                        + " 192.0.2.0/24 or 2001:db8::/32");
    }
}
