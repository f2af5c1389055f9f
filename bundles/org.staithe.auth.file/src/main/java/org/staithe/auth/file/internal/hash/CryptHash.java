// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** What {@code htpasswd}, {@code openssl passwd} and {@code /etc/shadow} hold: MD5 and SHA-2 crypt, to move in with. */
final class CryptHash implements PasswordHash {

    private static final Pattern FORM =
            Pattern.compile("(\\$(?:1|apr1|5|6)\\$)(?:rounds=(\\d{1,9})\\$)?[./A-Za-z0-9]{1,16}\\$([./A-Za-z0-9]+)");
    private static final int USUAL_ROUNDS = 5_000;

    private final String prefix;
    private final int rounds;
    private final String text;

    private CryptHash(String prefix, int rounds, String text) {
        this.prefix = prefix;
        this.rounds = rounds;
        this.text = text;
    }

    static CryptHash read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw damaged();
        }
        String prefix = matcher.group(1);
        String digest = matcher.group(3);
        boolean sha = prefix.equals("$5$") || prefix.equals("$6$");
        int expected = prefix.equals("$6$") ? 86 : prefix.equals("$5$") ? 43 : 22;
        if (digest.length() != expected || (matcher.group(2) != null && !sha)) {
            throw damaged();
        }
        int rounds = USUAL_ROUNDS;
        if (matcher.group(2) != null) {
            rounds = Bounds.within("the rounds of SHA crypt", matcher.group(2), 1_000, 5_000_000);
        }
        return new CryptHash(prefix, rounds, text);
    }

    @Override
    public boolean matches(byte[] password) {
        byte[] wiped = password.clone(); // the library fills with zeros what it was given
        String computed =
                switch (prefix) {
                    case "$1$" -> Md5Crypt.md5Crypt(wiped, text);
                    case "$apr1$" -> Md5Crypt.apr1Crypt(wiped, text);
                    case "$5$" -> Sha2Crypt.sha256Crypt(wiped, text);
                    default -> Sha2Crypt.sha512Crypt(wiped, text);
                };
        return MessageDigest.isEqual(
                computed.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String cost() {
        return switch (prefix) {
            case "$1$" -> "md5-crypt 1000";
            case "$apr1$" -> "apr1 1000";
            case "$5$" -> "sha256-crypt " + rounds;
            default -> "sha512-crypt " + rounds;
        };
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "a damaged crypt hash: it must look like $6$<salt>$<digest> or $6$rounds=<n>$<salt>$<digest>");
    }
}
