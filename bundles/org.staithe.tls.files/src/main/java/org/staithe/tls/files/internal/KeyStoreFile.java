// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.staithe.tls.TlsIdentity;

/** Reads PKCS#12 stores (RFC 7292), with one key or several. */
final class KeyStoreFile {

    private static final int ASN1_SEQUENCE = 0x30;

    private KeyStoreFile() {}

    static boolean looksLike(byte[] content) {
        return content.length > 0 && content[0] == ASN1_SEQUENCE;
    }

    static List<TlsIdentity> read(Path file, byte[] content, String password) throws RefusedException {
        char[] secret = password.toCharArray();
        List<TlsIdentity> identities = new ArrayList<>();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain != null && store.getKey(alias, secret) instanceof PrivateKey key) {
                    List<X509Certificate> certificates = Arrays.stream(chain)
                            .map(X509Certificate.class::cast)
                            .toList();
                    identities.add(Pairing.of(file, file, key, certificates));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new RefusedException(file, "is no PKCS#12 store that .key.password opens", e);
        }
        if (identities.isEmpty()) {
            throw new RefusedException(file, "holds no private key with a certificate");
        }
        return identities;
    }
}
