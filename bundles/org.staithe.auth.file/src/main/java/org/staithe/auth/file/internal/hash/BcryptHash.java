// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt as OpenBSD, htpasswd and PHP write it; like them, it sees the first 72 bytes of a password only. */
final class BcryptHash implements PasswordHash {

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private final String text;
    private final int rounds;

    private BcryptHash(String text, int rounds) {
        this.text = text;
        this.rounds = rounds;
    }

    static BcryptHash read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a damaged bcrypt hash: it must look like $2b$<cost>$ and 53 characters of salt and digest");
        }
        return new BcryptHash(text, Bounds.within("the cost of bcrypt", matcher.group(1), 4, 16));
    }

    @Override
    public boolean matches(byte[] password) {
        return OpenBSDBCrypt.checkPassword(text, password);
    }

    @Override
    public String cost() {
        return "bcrypt " + rounds;
    }
}
