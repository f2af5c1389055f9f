// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the arguments of PORT (RFC 959 section 5.3.2) and EPRT (RFC 2428 section 2). Literal addresses only: a name is
 * never looked up.
 */
final class DataAddress {

    private DataAddress() {}

    /** The address family that an {@code EPRT} names. */
    record Protocol(String number) {
        boolean known() {
            return number.equals("1") || number.equals("2");
        }
    }

    static Optional<InetSocketAddress> ofPort(String argument) {
        String[] numbers = argument.split(",", -1);
        if (numbers.length != 6) {
            return Optional.empty();
        }
        int[] bytes = new int[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = numbers[i].length() > 3 ? -1 : Numbers.parse(numbers[i], 255);
            if (bytes[i] < 0) {
                return Optional.empty();
            }
        }
        byte[] address = {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]};
        return socket(address, bytes[4] << 8 | bytes[5]);
    }

    static Optional<Protocol> protocolOf(String argument) {
        return parts(argument).map(parts -> new Protocol(parts[1]));
    }

    static Optional<InetSocketAddress> ofEprt(String argument) {
        Optional<String[]> parts = parts(argument);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String literal = parts.get()[2];
        boolean version4 = parts.get()[1].equals("1");
        int port = Numbers.parse(parts.get()[3], 65_535);
        if (!literal.matches(version4 ? "\\d{1,3}(\\.\\d{1,3}){3}" : "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*") || port < 0) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(literal); // a literal: nothing is asked
            // An IPv4-mapped IPv6 literal has become an IPv4 address here, and is judged as what it is.
            boolean fits = address instanceof Inet4Address || !version4 && address instanceof Inet6Address;
            return fits ? socket(address.getAddress(), port) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<String[]> parts(String argument) {
        if (argument.length() < 7 || argument.charAt(0) < 33 || argument.charAt(0) > 126) {
            return Optional.empty();
        }
        String[] parts = argument.split(Pattern.quote(argument.substring(0, 1)), -1);
        return parts.length == 5 && parts[4].isEmpty() ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<InetSocketAddress> socket(byte[] address, int port) {
        if (port == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is right
        }
    }
}
