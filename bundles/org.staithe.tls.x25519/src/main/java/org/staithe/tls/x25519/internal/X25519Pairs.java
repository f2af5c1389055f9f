// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** Makes key pairs. */
final class X25519Pairs extends KeyPairGeneratorSpi {

    private static final int BITS = 255;

    private @Nullable SecureRandom random;

    /** Whether these parameters, by which JCA tells curves apart, mean X25519. */
    static boolean isX25519(@Nullable AlgorithmParameterSpec parameters) {
        return parameters instanceof NamedParameterSpec named
                && named.getName().equalsIgnoreCase(NamedParameterSpec.X25519.getName());
    }

    @Override
    public void initialize(AlgorithmParameterSpec parameters, @Nullable SecureRandom source)
            throws InvalidAlgorithmParameterException {
        if (!isX25519(parameters)) {
            throw new InvalidAlgorithmParameterException("only X25519 is offered here");
        }
        random = source;
    }

    @Override
    public void initialize(int bits, @Nullable SecureRandom source) {
        if (bits != BITS) {
            throw new InvalidParameterException("only X25519, of 255 bits, is offered here");
        }
        random = source;
    }

    @Override
    public KeyPair generateKeyPair() {
        byte[] scalar = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random == null ? new SecureRandom() : random, scalar);
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(scalar, 0, point, 0);
        return new KeyPair(PublicPoint.of(point), new SecretScalar(scalar));
    }
}
