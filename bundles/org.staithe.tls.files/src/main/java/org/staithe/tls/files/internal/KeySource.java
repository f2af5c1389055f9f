// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.staithe.tls.TlsIdentity;

/**
 * A certificate and its key in one or two PEM files, or those of a PKCS#12 store.
 *
 * @param key the same as the certificate when one file holds both
 */
record KeySource(Path certificate, Path key, String password) implements Source<List<NamedIdentity>> {

    @Override
    public List<Path> files() {
        return oneFile() ? List.of(certificate) : List.of(certificate, key);
    }

    @Override
    public List<NamedIdentity> read(Instant now) throws RefusedException {
        byte[] content = KeyFile.content(certificate);
        List<TlsIdentity> identities = KeyStoreFile.looksLike(content)
                ? KeyStoreFile.read(certificate, content, password)
                : List.of(readPem(content));
        for (TlsIdentity identity : identities) {
            Pairing.check(certificate, identity, now);
        }
        return identities.stream().map(NamedIdentity::new).toList();
    }

    @Override
    public String describe(List<NamedIdentity> identities) {
        return "certificate "
                + identities.stream().map(NamedIdentity::toString).collect(Collectors.joining("; "))
                + " (" + certificate + ")";
    }

    boolean oneFile() {
        return certificate.equals(key);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return files().toString();
    }

    private TlsIdentity readPem(byte[] content) throws RefusedException {
        PemContent certificates = PemContent.of(certificate, content, password);
        PemContent keys = oneFile() ? certificates : PemContent.of(key, KeyFile.content(key), password);
        if (certificates.certificates().isEmpty()) {
            throw new RefusedException(certificate, "holds no certificate: it must be a PEM file or a PKCS#12 store");
        }
        if (keys.keys().size() != 1) {
            throw new RefusedException(key, "holds " + keys.keys().size() + " private keys: it must hold one");
        }
        return Pairing.of(certificate, key, keys.keys().get(0), certificates.certificates());
    }
}
