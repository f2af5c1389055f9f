// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a certificate for the first start: encryption at once, and trust when its fingerprint has been compared. */
final class SelfSigned {

    private static final Logger log = LoggerFactory.getLogger(SelfSigned.class);

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
            KeyPair pair = OwnCertificate.pair();
            X509Certificate certificate = OwnCertificate.of(pair, clock.instant());
            if (files.oneFile()) {
                PrivateFile.write(files.certificate(), pem(pkcs8(pair.getPrivate()), certificate), "rw-------");
            } else {
                PrivateFile.write(files.key(), pem(pkcs8(pair.getPrivate())), "rw-------");
                PrivateFile.write(files.certificate(), pem(certificate), "rw-r--r--");
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
}
