// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.io.Serial;
import java.security.interfaces.XECPrivateKey;
import java.util.Optional;

/** A private key: shown to nobody. */
final class SecretScalar extends X25519Key implements XECPrivateKey {

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
}
