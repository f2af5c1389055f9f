// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Makes the key store of the web console before its first start: a self-signed certificate in PKCS#12, with a password
 * in a file of its own that only the owner can read. What is there already stays.
 *
 * <p>Runs without a framework and without a logging library: the web server reads its key store when it starts, long
 * before any component does.
 */
public final class KeyStoreCommand {

    private static final int PASSWORD_BYTES = 24;

    private KeyStoreCommand() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: KEYSTORE PASSWORD-FILE");
            System.exit(2);
        }
        try {
            make(Path.of(arguments[0]), Path.of(arguments[1]), InstantSource.system());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            System.err.println("cannot make the key store " + arguments[0] + ": " + e);
            System.exit(1);
        }
    }

    static void make(Path store, Path passwordFile, InstantSource clock)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        if (Files.exists(store)) {
            return;
        }
        char[] password = password(passwordFile);
        KeyPair pair = OwnCertificate.pair();
        X509Certificate certificate = OwnCertificate.of(pair, clock.instant());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, password);
        keys.setKeyEntry("console", pair.getPrivate(), password, new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keys.store(bytes, password);
        PrivateFile.write(store, bytes.toByteArray(), "rw-------");
        System.out.println("The web console has a self-signed certificate, " + store + "; its SHA-256 fingerprint: "
                + NamedIdentity.fingerprint(certificate));
    }

    private static char[] password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            PrivateFile.write(file, password.getBytes(StandardCharsets.UTF_8), "rw-------");
        }
        return Files.readString(file).strip().toCharArray();
    }
}
