// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client offers (RFC 8446 section 4.1.2), as far as BoringSSL leaves the decision to us.
 *
 * @param suites by their numbers
 * @param versions TLS versions by their numbers; empty from a client that knows no TLS 1.3
 * @param signatures signature schemes by their numbers
 * @param protocols application protocols (ALPN, RFC 7301 section 3.1)
 */
record ClientHello(Set<Integer> suites, Set<Integer> versions, Set<Integer> signatures, List<String> protocols) {

    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_HEADER = 5;
    private static final int VERSION_AND_RANDOM = 2 + 32;

    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;

    /** Whether this begins with a record of a handshake, which is here as a whole. */
    static boolean isHere(ByteBuffer received) {
        int at = received.position();
        return received.remaining() >= RECORD_HEADER
                && received.get(at) == HANDSHAKE_RECORD
                && received.remaining() - RECORD_HEADER >= Short.toUnsignedInt(received.getShort(at + 3));
    }

    /** Reads it out of the first record; empty if it is not whole in there. */
    static Optional<ClientHello> of(ByteBuffer received) {
        ByteBuffer in = received.duplicate();
        try {
            if (in.get() != HANDSHAKE_RECORD) {
                return Optional.empty();
            }
            skip(in, 2);
            ByteBuffer record = vector16(in);
            if (record.get() != CLIENT_HELLO) {
                return Optional.empty();
            }
            ByteBuffer hello = vector(record, unsigned8(record) << 16 | unsigned16(record));
            skip(hello, VERSION_AND_RANDOM);
            skip(hello, unsigned8(hello)); // the session
            Set<Integer> suites = numbers(vector16(hello));
            skip(hello, unsigned8(hello)); // compression methods
            Map<Integer, ByteBuffer> extensions = hello.hasRemaining() ? extensions(vector16(hello)) : Map.of();
            ByteBuffer versions = extensions.getOrDefault(SUPPORTED_VERSIONS, ByteBuffer.allocate(1));
            ByteBuffer signatures = extensions.getOrDefault(SIGNATURE_ALGORITHMS, ByteBuffer.allocate(2));
            ByteBuffer protocols = extensions.getOrDefault(ALPN, ByteBuffer.allocate(2));
            return Optional.of(new ClientHello(
                    suites,
                    numbers(vector(versions, unsigned8(versions))),
                    numbers(vector16(signatures)),
                    names(vector16(protocols))));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Map<Integer, ByteBuffer> extensions(ByteBuffer in) {
        Map<Integer, ByteBuffer> extensions = new HashMap<>();
        while (in.hasRemaining()) {
            extensions.put(unsigned16(in), vector16(in));
        }
        return extensions;
    }

    private static Set<Integer> numbers(ByteBuffer list) {
        Set<Integer> numbers = new HashSet<>();
        while (list.hasRemaining()) {
            numbers.add(unsigned16(list));
        }
        return numbers;
    }

    private static List<String> names(ByteBuffer list) {
        List<String> names = new ArrayList<>();
        while (list.hasRemaining()) {
            names.add(StandardCharsets.ISO_8859_1
                    .decode(vector(list, unsigned8(list)))
                    .toString());
        }
        return names;
    }

    private static int unsigned8(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static int unsigned16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static ByteBuffer vector16(ByteBuffer in) {
        return vector(in, unsigned16(in));
    }

    private static ByteBuffer vector(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer vector = in.slice(in.position(), length);
        in.position(in.position() + length);
        return vector;
    }

    private static void skip(ByteBuffer in, int length) {
        ByteBuffer unused = vector(in, length);
    }
}
