// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.staithe.tls.TlsIdentity;

/** Finds the certificate of a key and the chain above it, in whatever order they come. */
final class Pairing {

    private static final byte[] MESSAGE = {'s', 't', 'a', 'i', 't', 'h', 'e'};

    private Pairing() {}

    /** The key with its chain. */
    static TlsIdentity of(Path file, Path keyFile, PrivateKey key, List<X509Certificate> certificates)
            throws RefusedException {
        X509Certificate own = null;
        for (X509Certificate certificate : certificates) {
            if (own == null && belongTogether(key, certificate.getPublicKey())) {
                own = certificate;
            }
        }
        if (own == null) {
            throw new RefusedException(file, "has no certificate for the key of " + keyFile);
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        List<X509Certificate> rest = new ArrayList<>(certificates);
        rest.remove(own);
        Optional<X509Certificate> next = issuer(own, rest);
        while (next.isPresent()) {
            chain.add(next.get());
            rest.remove(next.get());
            next = issuer(next.get(), rest);
        }
        if (chain.size() == 1 && !rest.isEmpty() && !selfSigned(own)) {
            throw new RefusedException(
                    file,
                    "has other certificates, but not that of " + own.getIssuerX500Principal() + ", which issued the"
                            + " first");
        }
        return new TlsIdentity(key, chain);
    }

    /** Refuses what clients would refuse for its dates; a root's are its own affair. */
    static void check(Path file, TlsIdentity identity, Instant now) throws RefusedException {
        for (X509Certificate certificate : identity.chain()) {
            String whose = "has a certificate (" + certificate.getSubjectX500Principal() + ") that ";
            if (!certificate.equals(identity.certificate()) && selfSigned(certificate)) {
                continue;
            }
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new RefusedException(
                        file, whose + "expired at " + certificate.getNotAfter().toInstant());
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new RefusedException(
                        file,
                        whose + "is not valid before "
                                + certificate.getNotBefore().toInstant());
            }
        }
    }

    private static Optional<X509Certificate> issuer(X509Certificate issued, List<X509Certificate> candidates) {
        if (selfSigned(issued)) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
                .filter(candidate -> signed(candidate.getPublicKey(), issued))
                .findFirst();
    }

    private static boolean selfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean signed(PublicKey issuer, X509Certificate issued) {
        try {
            issued.verify(issuer);
            return true;
        } catch (GeneralSecurityException e) {
            return false; // an authority of the same name with another key
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(MESSAGE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(MESSAGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of the same kind, but of another size or curve
        }
    }
}
