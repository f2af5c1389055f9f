// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/** A private key and the chain that certifies it. Immutable. */
public final class TlsIdentity {

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    /**
     * Makes one.
     *
     * @param chain the key's own certificate first, each certified by the next
     */
    public TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = Objects.requireNonNull(key);
        this.chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a certificate");
        }
    }

    public PrivateKey key() {
        return key;
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Names the certificate, never the key. */
    @Override
    public String toString() {
        return certificate().getSubjectX500Principal() + ", valid until "
                + certificate().getNotAfter().toInstant();
    }
}
