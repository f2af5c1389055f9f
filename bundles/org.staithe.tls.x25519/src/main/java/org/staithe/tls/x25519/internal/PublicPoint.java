// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.io.Serial;
import java.math.BigInteger;
import java.security.interfaces.XECPublicKey;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** A public key. */
final class PublicPoint extends X25519Key implements XECPublicKey {

    @Serial
    private static final long serialVersionUID = 1;

    private final BigInteger u;

    /**
     * Makes one.
     *
     * @param u the coordinate that RFC 7748 section 6.1 exchanges
     */
    PublicPoint(BigInteger u) {
        this.u = u;
    }

    /** The key of 32 bytes, the lowest first. */
    static PublicPoint of(byte[] littleEndian) {
        return new PublicPoint(BigIntegers.fromUnsignedByteArray(Arrays.reverse(littleEndian)));
    }

    /** The 32 bytes of RFC 7748 section 5, the lowest first. The highest bit means nothing, and whoever reads ignores it. */
    static byte[] bytes(BigInteger u) {
        return Arrays.reverse(BigIntegers.asUnsignedByteArray(X25519.POINT_SIZE, u));
    }

    @Override
    public BigInteger getU() {
        return u;
    }
}
