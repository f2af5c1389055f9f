// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.XECPublicKeySpec;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Makes the peer's key of what it has sent. */
final class X25519Keys extends KeyFactorySpi {

    @Override
    protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
        if (spec instanceof XECPublicKeySpec point
                && X25519Pairs.isX25519(point.getParams())
                && point.getU().signum() >= 0
                && point.getU().bitLength() <= X25519.POINT_SIZE * Byte.SIZE) {
            return new PublicPoint(point.getU());
        }
        throw new InvalidKeySpecException("only coordinates of X25519 are taken here");
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
        throw new InvalidKeySpecException("private keys are only generated here");
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) throws InvalidKeySpecException {
        throw new InvalidKeySpecException("keys are not described here");
    }

    @Override
    protected Key engineTranslateKey(Key key) throws InvalidKeyException {
        throw new InvalidKeyException("keys are not translated here");
    }
}
