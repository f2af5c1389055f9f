// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.auth.Secret;

class PasswordHashTest {

    private static final String PASSWORD = "grün & blau";

    /** Written by the argon2 tool, python-bcrypt, htpasswd 2.4, passlib, Python's hashlib and openssl 3.0. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$97khErRt3f0owszX2cP+L9lMjjTjVWt/Sxvjwii7Wkk",
                "$argon2id$v=19$m=256,t=3,p=4$c2FsdHNhbHQ$ELmyP3z2W2I6EhuCf47RIw",
                "$2a$05$nrv22LmGryMQ51fOsA.jF.pi.ip3R9yT/RpNtP7mzyDeg4lyuGRwW",
                "$2b$05$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm",
                "$2y$05$TQbFthUBxWu3dzbkzUSQdO45c6oVMN.NHZMfHFImwrWgc86UzdRIu",
                "$pbkdf2-sha512$25000$ci5lrJUyRojR.v9/T2ltzQ$wPTqOcrqMMu/CRWaThSXfWqCvpe3ULVe55.Vn2n/R9.UjIwK/no/l77wmon"
                        + ".cWVs41lQ8HB/knXbmRnuE92mWg",
                "$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$QLAaJGj/vaKKZuwNfZM5Kye31jr8KRNSg6N7Ph/m/z8",
                "$6$saltSALT$nYavnaWSR6Nm2ZTLtdzhlBt.tW/hDEg8RqS70LqR0WZhqOCtA9woyVCwwmGsffW6SrP8hl/u79VHCoLvMEBK2/",
                "$6$rounds=1000$abcdefgh$2skZr07Qoy7.7sp9eGNegBs2sHSJKzCYCCoU.BkUq/PgDth8BdHOe2Sf7hreLL28AiNgDkQ71gzH"
                        + "ugDmfGFYI/",
                "$5$saltSALT$HP/WCcKakqJ6LmrJrqnJ8xF077mkhoxfj8NhbalBxb3",
                "$apr1$emKeG7tu$4hETF7miEDvnI9PW4fE8I1",
                "$1$saltSALT$wfvk/zl6gck1MUXQPasf./"
            })
    void hashesOfOtherToolsAreUnderstood(String text) {
        PasswordHash hash = PasswordHash.of(text);
        byte[] right = PASSWORD.getBytes(StandardCharsets.UTF_8);

        assertThat(hash.matches(right)).isTrue();
        assertThat(right).as("the caller's copy").isEqualTo(PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(hash.matches("grün & blau ".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(hash.matches(new byte[0])).isFalse();
    }

    @Test
    void bcryptSeesTheFirst72BytesAsHtpasswdDoes() {
        PasswordHash hash = PasswordHash.of("$2y$05$IjgEnOZC4iEHDKV5mkQqjObIBLtneXV7bjUu2TqWV1s00Ck4cvHcm");

        assertThat(hash.matches("x".repeat(80).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(hash.matches("x".repeat(71).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void newPasswordsAreArgon2idWith19MebibytesAndTheirOwnSalt() {
        try (Secret secret = Secret.of(PASSWORD)) {
            String text = PasswordHash.create(secret);

            assertThat(text).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(PasswordHash.create(secret));
            assertThat(PasswordHash.of(text).matches(PASSWORD.getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
        }
    }

    @Test
    void theDecoyCostsWhatANewPasswordCosts() {
        try (Secret secret = Secret.of(PASSWORD)) {
            assertThat(PasswordHash.decoy().cost())
                    .isEqualTo(PasswordHash.of(PasswordHash.create(secret)).cost());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2|plain text",
                "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7|yescrypt",
                "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=|no salt",
                "$2x$05$nrv22LmGryMQ51fOsA.jF.pi.ip3R9yT/RpNtP7mzyDeg4lyuGRwW|broken",
                "$argon2i$v=19$m=64,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$XT7C/yVos06Wr9q28P9DqGwGqS0zdrpoKchYOtGwMds|variant",
                "$argon2id$v=19$m=999999999,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$97khErRt3f0owszX2cP+L9lMjjTjVWt/Sxvjwii7Wkk"
                        + "|allowed are 8 to 262144",
                "$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$AA|allowed are 16 to 64",
                "$2b$31$l5e/fJfySYcvRd79F9KnC.t9nWvYWgiGeDTMpztBGOb7TX./FQZEm|allowed are 4 to 16",
                "$2b$05$short|damaged",
                "$6$saltSALT$short|damaged",
                "$1$rounds=1000$saltSALT$wfvk/zl6gck1MUXQPasf./|damaged",
                "$pbkdf2-sha1$1000$MDEyMzQ1Njc4OWFiY2RlZg$97khErRt3f0owszX2cP|damaged"
            })
    void otherFormsAreRefusedWithAReasonThatHoldsNothingOfTheText(String text, String reason) {
        assertThatThrownBy(() -> PasswordHash.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
    }
}
