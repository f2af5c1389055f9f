// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.staithe.tls.TlsIdentity;

/** A certificate in the making: for an EC key and valid for a day, unless said otherwise. */
public final class CertificateOrder {

    private static final ASN1ObjectIdentifier UPN = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");

    private final @Nullable TlsIdentity issuer;
    private final X500Principal subject;
    private final List<GeneralName> names = new ArrayList<>();
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(1));
    private boolean rsa;
    private boolean authority;

    CertificateOrder(@Nullable TlsIdentity issuer, String subject) {
        this.issuer = issuer;
        this.subject = new X500Principal(subject);
    }

    /** With an RSA key. */
    public CertificateOrder rsa() {
        rsa = true;
        return this;
    }

    /** DNS names, with or without a wildcard, and IP addresses. */
    public CertificateOrder names(String... dnsNamesAndAddresses) {
        for (String name : dnsNamesAndAddresses) {
            boolean address = name.matches("[0-9.]+|.*:.*");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return this;
    }

    public CertificateOrder email(String address) {
        names.add(new GeneralName(GeneralName.rfc822Name, address));
        return this;
    }

    /** The name by which Windows knows a user. */
    public CertificateOrder principalName(String name) {
        DERTaggedObject value = new DERTaggedObject(true, 0, new DERUTF8String(name));
        names.add(new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {UPN, value})));
        return this;
    }

    public CertificateOrder valid(Instant notBefore, Instant notAfter) {
        from = notBefore;
        until = notAfter;
        return this;
    }

    public CertificateOrder expired() {
        return valid(Instant.now().minus(Duration.ofDays(3)), Instant.now().minus(Duration.ofDays(1)));
    }

    public CertificateOrder notYetValid() {
        return valid(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(3)));
    }

    CertificateOrder authority() {
        authority = true;
        return valid(from, Instant.now().plus(Duration.ofDays(2)));
    }

    /** A new key and its certificate. */
    public TlsIdentity identity() {
        try {
            KeyPair pair = pair();
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                    issuer == null ? subject : issuer.certificate().getSubjectX500Principal(),
                    Certificates.serial(),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    pair.getPublic());
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                certificate.addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
            if (!names.isEmpty()) {
                certificate.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            }
            X509Certificate signed = new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(signer(issuer == null ? pair.getPrivate() : issuer.key())));
            return new TlsIdentity(
                    pair.getPrivate(), Certificates.chain(signed, issuer == null ? List.of() : issuer.chain()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a certificate for " + subject, e);
        }
    }

    static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaContentSignerBuilder(algorithm).build(key);
    }

    private KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
        if (rsa) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }
}
