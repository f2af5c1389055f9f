// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.staithe.tls.TlsIdentity;

/** Writes keys, certificates and revocation lists as operators have them. */
public final class PemFile {

    private PemFile() {}

    /** Replaces the file at once by these certificates, keys and revocation lists. */
    public static void write(Path file, Object... contents) throws IOException {
        write(file, List.of(contents));
    }

    /** Replaces the file at once by the chain. */
    public static void writeChain(Path file, TlsIdentity identity) throws IOException {
        write(file, identity.chain());
    }

    private static void write(Path file, List<?> contents) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object content : contents) {
                // SEC1 would miss the curve: the JDK's keys name it outside of what that form holds.
                pem.writeObject(content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
            }
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
