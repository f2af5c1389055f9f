// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.security.PrivateKey;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.staithe.testkit.tls.TlsProviderContract;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsProvider;

/** The JDK's TLS, which is there when no provider is, does what is asked of those. */
class JdkContextTest extends TlsProviderContract {

    @Override
    protected TlsProvider provider() {
        return new TlsProvider() {
            @Override
            public Optional<TlsContext> context(
                    TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
                return Optional.of(new JdkContext(parameters, keys, trust));
            }

            @Override
            public boolean knows(PrivateKey key) {
                return true;
            }
        };
    }
}
