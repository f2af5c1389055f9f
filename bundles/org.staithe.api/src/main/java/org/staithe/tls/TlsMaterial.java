// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gives the keys and certificates that the server shows, and judges those that clients show.
 *
 * <p>Register implementations as OSGi services; the core asks them in the order of their {@code service.ranking} until
 * one has something to give. Called in the middle of TLS handshakes, by many at once: an implementation answers from
 * memory and does not block.
 */
@ConsumerType
public interface TlsMaterial {

    /**
     * The identities for a connection, the preferred first: an EC key before an RSA key where both are there. The core
     * takes the first whose kind of key the client can verify. Data connections show what their control connection has
     * shown.
     *
     * @param listener the name of the listener
     * @param serverName what the client asked for by SNI (RFC 6066 section 3) or {@code HOST}, in lower case
     * @return empty to leave it to the next
     */
    List<TlsIdentity> identities(String listener, Optional<String> serverName);

    /**
     * All that this may show on a listener, whatever the name; when nobody has anything, TLS is not offered, and when a
     * certificate is about to expire, the health check says so. To be overridden by what has certificates for names.
     */
    default List<TlsIdentity> all(String listener) {
        return identities(listener, Optional.empty());
    }

    /** Judges the certificates of a listener's clients; empty if this has no trust anchors for it. */
    default Optional<X509TrustManager> clientTrust(String listener) {
        return Optional.empty();
    }
}
