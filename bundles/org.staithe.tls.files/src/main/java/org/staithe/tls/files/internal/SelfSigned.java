// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a certificate for the first start: encryption at once, and trust when its fingerprint has been compared. */
final class SelfSigned {

    private static final Logger log = LoggerFactory.getLogger(SelfSigned.class);
    private static final Duration VALID = Duration.ofDays(825);
    private static final int LONGEST_COMMON_NAME = 64;

    private SelfSigned() {}

    /** Makes the files if the configuration wants it and none of them is there; nothing is ever overwritten. */
    static void makeIfMissing(CheckedConfig config, InstantSource clock) {
        if (!config.selfSigned()) {
            return;
        }
        KeySource files = config.keys().get(0);
        if (files.files().stream().anyMatch(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))) {
            return;
        }
        try {
            KeyPair pair = pair();
            X509Certificate certificate = certificate(pair, clock.instant());
            if (files.oneFile()) {
                write(files.certificate(), pem(pkcs8(pair.getPrivate()), certificate), "rw-------");
            } else {
                write(files.key(), pem(pkcs8(pair.getPrivate())), "rw-------");
                write(files.certificate(), pem(certificate), "rw-r--r--");
            }
            log.warn(
                    "TLS: made a self-signed certificate, {}; clients that are told to trust it compare this SHA-256"
                            + " fingerprint: {}",
                    files.certificate(),
                    NamedIdentity.fingerprint(certificate));
        } catch (IOException e) {
            log.error("TLS: cannot write a self-signed certificate to {}: {}", files.files(), e.toString());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            log.error("TLS: cannot make a self-signed certificate", e);
        }
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair pair, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        String host = hostName();
        X500Name subject = new X500NameBuilder()
                .addRDN(BCStyle.CN, host.length() > LONGEST_COMMON_NAME ? "localhost" : host)
                .build();
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                // A client's clock may be behind.
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALID)),
                subject,
                pair.getPublic());
        certificate.addExtension(Extension.subjectAlternativeName, false, names(host));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static GeneralNames names(String host) {
        Set<GeneralName> names = new LinkedHashSet<>();
        names.add(new GeneralName(GeneralName.dNSName, host));
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        return new GeneralNames(names.toArray(new GeneralName[0]));
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9._-]+") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The older form, SEC1, would miss the curve: the JDK's keys name it outside of what that form holds. */
    private static PemObjectGenerator pkcs8(PrivateKey key) throws IOException {
        return new JcaPKCS8Generator(key, null);
    }

    private static byte[] pem(Object... contents) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object content : contents) {
                pem.writeObject(content);
            }
        }
        return text.toString().getBytes(US_ASCII);
    }

    /** Readers see no file or the whole one; nobody else sees the key, not even for a moment. */
    private static void write(Path file, byte[] content, String mode) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // Made with mode 0600 by the JDK.
        Path fresh = Files.createTempFile(folder, ".tls", ".new");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (Files.getFileAttributeView(fresh, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
