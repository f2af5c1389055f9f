// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.math.BigInteger;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/**
 * A public key.
 *
 * @param u the coordinate that RFC 7748 section 6.1 exchanges
 */
record PublicPoint(BigInteger u) implements XECPublicKey {

    /** The key of 32 bytes, the lowest first. */
    static PublicPoint of(byte[] littleEndian) {
        return new PublicPoint(new BigInteger(1, reversed(littleEndian)));
    }

    /** The 32 bytes of RFC 7748 section 5, the lowest first. The highest bit means nothing, and whoever reads ignores it. */
    static byte[] bytes(BigInteger u) {
        byte[] bigEndian = u.toByteArray();
        byte[] bytes = new byte[X25519.POINT_SIZE];
        for (int i = 0; i < Math.min(bytes.length, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    @Override
    public BigInteger getU() {
        return u;
    }

    @Override
    public AlgorithmParameterSpec getParams() {
        return NamedParameterSpec.X25519;
    }

    @Override
    public String getAlgorithm() {
        return "XDH";
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }
}
