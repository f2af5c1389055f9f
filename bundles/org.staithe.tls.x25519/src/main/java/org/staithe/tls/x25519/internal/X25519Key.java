// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.io.Serial;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/** A key of X25519 for one handshake: nobody asks for it encoded. A class, since newer JDKs have defaults of their own. */
abstract class X25519Key implements Key {

    @Serial
    private static final long serialVersionUID = 1;

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
