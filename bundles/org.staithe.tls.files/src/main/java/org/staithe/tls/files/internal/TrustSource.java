// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Authorities whose client certificates are believed, and the lists of what they have revoked. */
record TrustSource(List<Path> authorities, List<Path> revocations) implements Source<ClientTrust> {

    @Override
    public List<Path> files() {
        return Stream.concat(authorities.stream(), revocations.stream()).toList();
    }

    @Override
    public ClientTrust read(Instant now) throws RefusedException {
        List<X509Certificate> anchors = new ArrayList<>();
        for (Path file : authorities) {
            List<X509Certificate> found =
                    PemContent.of(file, KeyFile.content(file), "").certificates();
            if (found.isEmpty()) {
                throw new RefusedException(file, "holds no certificate: it must be a PEM file");
            }
            anchors.addAll(found);
        }
        List<X509CRL> lists = new ArrayList<>();
        for (Path file : revocations) {
            lists.addAll(lists(file));
        }
        try {
            return new ClientTrust(manager(anchors, lists), lists);
        } catch (GeneralSecurityException e) {
            throw new RefusedException(authorities.get(0), "cannot be used (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String describe(ClientTrust trust) {
        return "client certificates of " + trust.manager().getAcceptedIssuers().length + " authorities " + authorities
                + ", " + trust.revocations().size() + " revocation lists";
    }

    private static List<X509CRL> lists(Path file) throws RefusedException {
        byte[] content = KeyFile.content(file);
        List<X509CRL> found = PemContent.of(file, content, "").revocations();
        if (!found.isEmpty()) {
            return found;
        }
        try {
            return List.of(
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content)));
        } catch (CertificateException | CRLException e) {
            throw new RefusedException(file, "holds no revocation list: it must be PEM or DER", e);
        }
    }

    private static X509TrustManager manager(List<X509Certificate> certificates, List<X509CRL> lists)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        certificates.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, new X509CertSelector());
        path.setRevocationEnabled(!lists.isEmpty());
        if (!lists.isEmpty()) {
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            // Lists only: asking an authority over the network would make a handshake wait for it.
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(
                    EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            path.addCertPathChecker(checker);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
