// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.security.PrivateKey;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An implementation of TLS, instead of the JDK's.
 *
 * <p>Register implementations as OSGi services; for each FTP session that begins to use TLS, the core takes the first by
 * {@code service.ranking} that can do what the listener is configured to do and that knows the keys that it shows. The
 * JDK's is the last of all, and does everything. A session keeps the implementation that it began with, also when that
 * one's bundle is stopped or updated: what it needs must not depend on its bundle any more.
 */
@ConsumerType
public interface TlsProvider {

    /**
     * Makes the TLS of a listener, when its first client asks for TLS. May be called by a selector thread: must not
     * block. What it throws is logged, and somebody else does the TLS of the listener.
     *
     * @param keys asked at each handshake with the engine that shakes hands, by the names of JSSE ({@code EC},
     *     {@code RSA}); an alias stands for the same key for ever
     * @param trust judges the certificates of clients
     * @return empty if this cannot do what is asked; then somebody else does it
     */
    Optional<TlsContext> context(TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust);

    /**
     * Whether this can show the certificate of this key: a key in hardware, for example, may not be for everybody. Asked
     * for each session; must not block.
     */
    boolean knows(PrivateKey key);
}
