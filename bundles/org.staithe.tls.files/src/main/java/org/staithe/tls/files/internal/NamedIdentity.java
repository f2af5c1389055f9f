// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.staithe.tls.TlsIdentity;

/** A key and its chain, with what they are chosen and logged by. */
record NamedIdentity(TlsIdentity identity, ServerNames names, Instant expires) {

    NamedIdentity(TlsIdentity identity) {
        this(identity, ServerNames.of(identity.certificate()), earliestEnd(identity));
    }

    boolean ec() {
        return identity.key().getAlgorithm().equals("EC");
    }

    @Override
    public String toString() {
        return "%s %s, names %s, valid until %s, SHA-256 %s"
                .formatted(
                        identity.key().getAlgorithm(),
                        identity.certificate().getSubjectX500Principal(),
                        names,
                        expires,
                        fingerprint(identity.certificate()));
    }

    /** As browsers and openssl write it. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has SHA-256, and each certificate its bytes", e);
        }
    }

    private static Instant earliestEnd(TlsIdentity identity) {
        return identity.chain().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
