// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** What a PEM file holds. Other things than these, such as parameters of a curve, are passed over. */
record PemContent(List<PrivateKey> keys, List<X509Certificate> certificates, List<X509CRL> revocations) {

    /** Reads what a file holds; keys become those of the JDK, which its TLS computes fastest with. */
    static PemContent of(Path file, byte[] content, String password) throws RefusedException {
        PemContent found = new PemContent(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (PEMParser parser = new PEMParser(new StringReader(new String(content, ISO_8859_1)))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                found.add(object, file, password);
            }
        } catch (IOException e) {
            throw new RefusedException(file, "holds broken PEM", e);
        } catch (GeneralSecurityException e) {
            throw new RefusedException(file, "holds something that this JDK does not support", e);
        }
        return found;
    }

    private void add(Object object, Path file, String password)
            throws RefusedException, IOException, GeneralSecurityException {
        if (object instanceof X509CertificateHolder certificate) {
            certificates.add(certificate(certificate));
        } else if (object instanceof X509TrustedCertificateBlock trusted) {
            certificates.add(certificate(trusted.getCertificateHolder()));
        } else if (object instanceof X509CRLHolder list) {
            revocations.add((X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list.getEncoded())));
        } else if (object instanceof PrivateKeyInfo key) {
            keys.add(new JcaPEMKeyConverter().getPrivateKey(key));
        } else if (object instanceof PEMKeyPair pair) {
            keys.add(new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo()));
        } else if (object instanceof PKCS8EncryptedPrivateKeyInfo || object instanceof PEMEncryptedKeyPair) {
            keys.add(decrypt(object, file, password));
        }
    }

    private static PrivateKey decrypt(Object encrypted, Path file, String password)
            throws RefusedException, IOException {
        if (password.isEmpty()) {
            throw new RefusedException(file, "holds an encrypted key, and .key.password is empty");
        }
        // For this reading only, not registered: it knows ciphers of key files that the JDK does not.
        Provider ciphers = new BouncyCastleProvider();
        try {
            PrivateKeyInfo key = encrypted instanceof PEMEncryptedKeyPair pair
                    ? pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                    .setProvider(ciphers)
                                    .build(password.toCharArray()))
                            .getPrivateKeyInfo()
                    : ((PKCS8EncryptedPrivateKeyInfo) encrypted)
                            .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                    .setProvider(ciphers)
                                    .build(password.toCharArray()));
            return new JcaPEMKeyConverter().getPrivateKey(key);
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new RefusedException(file, "holds a key that .key.password does not decrypt", e);
        }
    }

    private static X509Certificate certificate(X509CertificateHolder holder)
            throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }
}
