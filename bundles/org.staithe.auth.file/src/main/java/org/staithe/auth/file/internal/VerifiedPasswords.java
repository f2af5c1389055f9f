// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.Secret;

/**
 * Remembers for a short time who has shown the right password, so that a device which logs in every few seconds does not
 * cost a slow hash each time.
 *
 * <p>What is kept is a keyed hash (HMAC-SHA-256) under a key that exists in this process alone. It belongs to the users
 * file as it was read: whatever changes in the file, all is forgotten at once. Being right again does not lengthen the
 * time. A wrong password always costs a slow hash, and so does an unknown name. Safe for concurrent use.
 */
final class VerifiedPasswords {

    /** Computes the slow hash. */
    @FunctionalInterface
    interface Slowly {
        boolean matches() throws IOException;
    }

    private static final String ALGORITHM = "HmacSHA256";
    // Beyond these nobody else is remembered until some have run out.
    private static final int MOST = 10_000;

    private record Known(Accounts accounts, Map<String, Entry> entries) {}

    private record Entry(byte[] code, Instant until) {}

    private final Duration time;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private volatile Known known = new Known(Accounts.NONE, new ConcurrentHashMap<>());

    /**
     * Makes one that knows nobody.
     *
     * @param time how long a password is remembered; zero for never
     */
    VerifiedPasswords(Duration time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        Arrays.fill(random, (byte) 0);
    }

    /**
     * Whether this is the user's password: because it was a moment ago, or because the slow hash says so.
     *
     * @param accounts the users file as it is now
     */
    boolean matches(Accounts accounts, String userName, Secret password, Slowly slowly) throws IOException {
        boolean rememberable = !time.isZero()
                && accounts.find(userName).flatMap(Account::password).isPresent();
        if (!rememberable) {
            return slowly.matches();
        }
        byte[] code = code(userName, password);
        Map<String, Entry> entries = entries(accounts);
        if (isKnown(entries.get(userName), code)) {
            return true;
        }
        boolean matches = slowly.matches();
        if (matches) {
            remember(entries, userName, code);
        }
        return matches;
    }

    /** Of this state of the file only; what was known of another is dropped. */
    private Map<String, Entry> entries(Accounts accounts) {
        Known now = known;
        if (now.accounts() != accounts) {
            now = new Known(accounts, new ConcurrentHashMap<>());
            known = now;
        }
        return now.entries();
    }

    private boolean isKnown(@Nullable Entry entry, byte[] code) {
        return entry != null && clock.instant().isBefore(entry.until()) && MessageDigest.isEqual(entry.code(), code);
    }

    private void remember(Map<String, Entry> entries, String userName, byte[] code) {
        Instant now = clock.instant();
        if (entries.size() >= MOST) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        if (entries.size() < MOST) {
            entries.put(userName, new Entry(code, now.plus(time)));
        }
    }

    private byte[] code(String userName, Secret password) {
        byte[] bytes = password.utf8();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(userName.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0); // cannot be part of a name
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
