// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.staithe.tls.TlsIdentity;

/**
 * A certificate authority that a test makes up, with what it issues.
 *
 * <pre>{@code
 * Certificates authority = Certificates.authority("Test CA");
 * TlsIdentity server = authority.server("localhost", "127.0.0.1");
 * TlsIdentity old = authority.order("CN=old").names("localhost").expired().identity();
 * }</pre>
 *
 * <p>Immutable; safe for concurrent use.
 */
public final class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TlsIdentity identity;

    Certificates(TlsIdentity identity) {
        this.identity = identity;
    }

    /** A root with an EC key. */
    public static Certificates authority(String commonName) {
        return new Certificates(
                new CertificateOrder(null, "CN=" + commonName).authority().identity());
    }

    /** An authority that this one certifies; its chains hold it, and not the root. */
    public Certificates intermediate(String commonName) {
        return new Certificates(order("CN=" + commonName).authority().identity());
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** An EC key and certificate for a server with these DNS names and IP addresses. */
    public TlsIdentity server(String... names) {
        return order("CN=" + names[0]).names(names).identity();
    }

    /** An EC key and certificate for a client. */
    public TlsIdentity client(String commonName) {
        return order("CN=" + commonName).identity();
    }

    /** Begins a certificate whose details matter. */
    public CertificateOrder order(String subject) {
        return new CertificateOrder(identity, subject);
    }

    /** A certificate that nobody else vouches for. */
    public static CertificateOrder selfSigned(String subject) {
        return new CertificateOrder(null, subject);
    }

    /** The list of what this authority has revoked, good for a day. */
    public X509CRL revoking(X509Certificate... revoked) {
        return revoking(Instant.now().plus(Duration.ofDays(1)), revoked);
    }

    /** The list of what this authority has revoked, good until then. */
    public X509CRL revoking(Instant nextUpdate, X509Certificate... revoked) {
        Instant issued = nextUpdate.minus(Duration.ofDays(2));
        X509v2CRLBuilder list = new X509v2CRLBuilder(name(certificate().getSubjectX500Principal()), Date.from(issued));
        list.setNextUpdate(Date.from(nextUpdate));
        for (X509Certificate certificate : revoked) {
            list.addCRLEntry(certificate.getSerialNumber(), Date.from(issued), CRLReason.keyCompromise);
        }
        try {
            return new JcaX509CRLConverter().getCRL(list.build(CertificateOrder.signer(identity.key())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a revocation list", e);
        }
    }

    static BigInteger serial() {
        return new BigInteger(63, RANDOM).add(BigInteger.ONE);
    }

    static X500Name name(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }

    /** The chain of what an issuer has issued: the root stays out, as in the file of a server. */
    static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> issuers) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        for (X509Certificate issuer : issuers) {
            if (!issuer.getSubjectX500Principal().equals(issuer.getIssuerX500Principal())) {
                chain.add(issuer);
            }
        }
        return chain;
    }
}
