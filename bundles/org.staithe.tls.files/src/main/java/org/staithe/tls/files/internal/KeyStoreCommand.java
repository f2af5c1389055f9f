// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
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
 * <p>The launcher runs it before it starts the web server, which reads its key store at once.
 */
public final class KeyStoreCommand {

    private static final int PASSWORD_BYTES = 24;

    private KeyStoreCommand() {}

    /** A program to the launcher: the paths of the store and of the password; 0 if it is there then. */
    public static int main(InputStream in, PrintStream said, String... arguments) {
        try {
            make(Path.of(arguments[0]), Path.of(arguments[1]), InstantSource.system(), said);
            return 0;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            said.println("cannot make the key store " + arguments[0] + ": " + e);
            return 1;
        }
    }

    static void make(Path store, Path passwordFile, InstantSource clock, PrintStream said)
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
        said.println("The web console has a self-signed certificate, " + store + "; its SHA-256 fingerprint: "
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
