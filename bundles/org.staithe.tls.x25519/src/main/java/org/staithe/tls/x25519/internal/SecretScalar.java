// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.io.Serial;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A private key: for one handshake, and shown to nobody. */
final class SecretScalar implements XECPrivateKey {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient byte[] scalar;

    /** Takes the 32 bytes over. */
    SecretScalar(byte[] scalar) {
        this.scalar = scalar;
    }

    /** Another provider may have to go on with it. */
    @Override
    public Optional<byte[]> getScalar() {
        return Optional.of(scalar.clone());
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
