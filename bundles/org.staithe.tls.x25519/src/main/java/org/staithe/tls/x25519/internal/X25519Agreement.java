// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.jspecify.annotations.Nullable;

/** Agrees on a secret (RFC 7748 section 6.1). */
final class X25519Agreement extends KeyAgreementSpi {

    private byte @Nullable [] scalar;
    private byte @Nullable [] secret;

    @Override
    protected void engineInit(Key key, @Nullable SecureRandom random) throws InvalidKeyException {
        // A key of another provider is that one's.
        if (!(key instanceof SecretScalar own)) {
            throw new InvalidKeyException("only keys of this provider are taken");
        }
        scalar = own.getScalar().orElseThrow();
        secret = null;
    }

    @Override
    protected void engineInit(Key key, @Nullable AlgorithmParameterSpec none, @Nullable SecureRandom random)
            throws InvalidKeyException {
        engineInit(key, random);
    }

    @Override
    protected @Nullable Key engineDoPhase(Key key, boolean last) throws InvalidKeyException {
        if (scalar == null || !last) {
            throw new IllegalStateException("X25519 has one phase, after init");
        }
        if (!(key instanceof XECPublicKey peer) || !X25519Pairs.isX25519(peer.getParams())) {
            throw new InvalidKeyException("not a public key of X25519");
        }
        byte[] agreed = new byte[X25519.POINT_SIZE];
        // False for a point of small order, by which a peer could choose the secret (RFC 7748 section 6.1).
        if (!X25519.calculateAgreement(scalar, 0, PublicPoint.bytes(peer.getU()), 0, agreed, 0)) {
            throw new InvalidKeyException("the peer's point has a small order");
        }
        secret = agreed;
        return null;
    }

    @Override
    protected byte[] engineGenerateSecret() {
        if (secret == null) {
            throw new IllegalStateException("nothing is agreed on");
        }
        byte[] agreed = secret;
        secret = null;
        return agreed;
    }

    @Override
    protected int engineGenerateSecret(byte[] into, int offset) throws ShortBufferException {
        if (into.length - offset < X25519.POINT_SIZE) {
            throw new ShortBufferException("the secret has 32 bytes");
        }
        byte[] agreed = engineGenerateSecret();
        System.arraycopy(agreed, 0, into, offset, agreed.length);
        return agreed.length;
    }

    @Override
    protected SecretKey engineGenerateSecret(String algorithm) {
        byte[] agreed = engineGenerateSecret();
        try {
            return new SecretKeySpec(agreed, algorithm);
        } finally {
            Arrays.fill(agreed, (byte) 0);
        }
    }
}
