// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import org.staithe.auth.Secret;

/** A password as the users file keeps it: salted, and slow on purpose. Immutable. */
public sealed interface PasswordHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, CryptHash {

    /**
     * Computes the hash of this password and compares the two in constant time.
     *
     * @param password in UTF-8; left as it is, the caller wipes it
     */
    boolean matches(byte[] password);

    /** The form and its parameters; hashes with equal costs take equally long. */
    String cost();

    /** The name of the form, such as {@code argon2id}. */
    default String form() {
        return cost().substring(0, cost().indexOf(' '));
    }

    /**
     * Reads a hash.
     *
     * @throws IllegalArgumentException with the reason, which never holds the text itself: it may be a password
     */
    static PasswordHash of(String text) {
        if (text.startsWith("$argon2id$")) {
            return Argon2Hash.read(text);
        }
        if (text.matches("\\$2[aby]\\$.*")) {
            return BcryptHash.read(text);
        }
        if (text.startsWith("$pbkdf2-sha")) {
            return Pbkdf2Hash.read(text);
        }
        if (text.matches("\\$(1|5|6|apr1)\\$.*")) {
            return CryptHash.read(text);
        }
        throw new IllegalArgumentException(whyNot(text) + "; allowed are $argon2id$, $2a$, $2b$, $2y$,"
                + " $pbkdf2-sha256$, $pbkdf2-sha512$, $6$, $5$, $apr1$ and $1$; 'staithe user passwd' writes one");
    }

    /** Hashes a new password in the form that is best today. */
    static String create(Secret password) {
        return Argon2Hash.create(password);
    }

    /** A hash that no password matches, with the cost of new passwords. */
    static PasswordHash decoy() {
        return Argon2Hash.decoy();
    }

    private static String whyNot(String text) {
        if (text.startsWith("$argon2")) {
            return "only the id variant of argon2 is safe on a server";
        }
        if (text.matches("\\$(y|gy|7)\\$.*")) {
            return "yescrypt and scrypt cannot be checked in Java";
        }
        if (text.startsWith("$2")) {
            return "this variant of bcrypt comes from broken implementations";
        }
        if (text.startsWith("{")) {
            return "the forms in braces have no salt or are too fast";
        }
        return "not the hash of a password, and plain text is refused";
    }
}
