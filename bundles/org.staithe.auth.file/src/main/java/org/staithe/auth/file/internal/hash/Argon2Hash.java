// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.staithe.auth.Secret;

/** argon2id (RFC 9106) in the PHC string format. */
final class Argon2Hash implements PasswordHash {

    // OWASP's first choice for servers: 19 MiB, 2 passes, 1 lane; about 45 ms.
    private static final int MEMORY = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;

    // More would let a few logins at once exhaust a heap of common size.
    private static final int MOST_MEMORY = 256 * 1024;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memory;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] digest;

    private Argon2Hash(int memory, int passes, int lanes, byte[] salt, byte[] digest) {
        this.memory = memory;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.digest = digest;
    }

    static Argon2Hash read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a damaged argon2id hash: it must look like"
                    + " $argon2id$v=19$m=19456,t=2,p=1$<salt>$<digest>, in base 64 without padding");
        }
        int lanes = Bounds.within("p of argon2id", matcher.group(3), 1, MOST_LANES);
        int memory = Bounds.within("m of argon2id", matcher.group(1), 8 * lanes, MOST_MEMORY);
        int passes = Bounds.within("t of argon2id", matcher.group(2), 1, MOST_PASSES);
        byte[] salt = Bounds.base64("salt of argon2id", matcher.group(4), 8);
        byte[] digest = Bounds.base64("digest of argon2id", matcher.group(5), 16);
        return new Argon2Hash(memory, passes, lanes, salt, digest);
    }

    static String create(Secret password) {
        Argon2Hash fresh = new Argon2Hash(MEMORY, PASSES, LANES, random(16), new byte[32]);
        byte[] bytes = password.utf8();
        try {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m=" + MEMORY + ",t=" + PASSES + ",p=" + LANES + "$"
                    + base64.encodeToString(fresh.salt) + "$" + base64.encodeToString(fresh.compute(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static Argon2Hash decoy() {
        return new Argon2Hash(MEMORY, PASSES, LANES, random(16), random(32));
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(compute(password), digest);
    }

    @Override
    public String cost() {
        return "argon2id m=" + memory + ",t=" + passes + ",p=" + lanes;
    }

    private byte[] compute(byte[] password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] computed = new byte[digest.length];
        generator.generateBytes(password, computed);
        return computed;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
