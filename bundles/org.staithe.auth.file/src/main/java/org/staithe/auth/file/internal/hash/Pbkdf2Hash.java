// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 (RFC 8018) as passlib writes it: base 64 with {@code .} for {@code +}, without padding. */
final class Pbkdf2Hash implements PasswordHash {

    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha(256|512)\\$(\\d{1,9})\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");

    private final String bits;
    private final int iterations;
    private final byte[] salt;
    private final byte[] digest;

    private Pbkdf2Hash(String bits, int iterations, byte[] salt, byte[] digest) {
        this.bits = bits;
        this.iterations = iterations;
        this.salt = salt;
        this.digest = digest;
    }

    static Pbkdf2Hash read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a damaged PBKDF2 hash: it must look like"
                    + " $pbkdf2-sha512$<iterations>$<salt>$<digest>, in base 64 with . for + and without padding");
        }
        return new Pbkdf2Hash(
                matcher.group(1),
                Bounds.within("the iterations of PBKDF2", matcher.group(2), 1_000, 10_000_000),
                Bounds.base64("salt of PBKDF2", matcher.group(3).replace('.', '+'), 8),
                Bounds.base64("digest of PBKDF2", matcher.group(4).replace('.', '+'), 16));
    }

    @Override
    public boolean matches(byte[] password) {
        // The JDK wants characters and encodes them in UTF-8 again.
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        PBEKeySpec key = new PBEKeySpec(characters, salt, iterations, digest.length * 8);
        try {
            byte[] computed = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA" + bits)
                    .generateSecret(key)
                    .getEncoded();
            return MessageDigest.isEqual(computed, digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA" + bits, e);
        } finally {
            key.clearPassword();
            Arrays.fill(characters, '\0');
            Arrays.fill(decoded.array(), '\0');
        }
    }

    @Override
    public String cost() {
        return "pbkdf2-sha" + bits + " " + iterations;
    }
}
