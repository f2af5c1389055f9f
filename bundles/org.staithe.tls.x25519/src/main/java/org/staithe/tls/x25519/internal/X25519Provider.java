// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import java.io.Serial;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's TLS asks of a provider for a key exchange over X25519. All else, X448 and encoded keys among it, is
 * refused, upon which the JDK asks the next provider.
 */
final class X25519Provider extends Provider {

    @Serial
    private static final long serialVersionUID = 1;

    X25519Provider(String name) {
        super(name, "1", "X25519 of Bouncy Castle");
        offer("KeyPairGenerator", X25519Pairs::new);
        offer("KeyFactory", X25519Keys::new);
        offer("KeyAgreement", X25519Agreement::new);
    }

    private void offer(String type, Supplier<Object> spi) {
        putService(new Service(this, type, "XDH", type, List.of("X25519"), Map.of()) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return spi.get();
            }
        });
    }
}
