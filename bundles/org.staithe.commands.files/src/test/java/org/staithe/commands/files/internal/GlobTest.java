// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, a", "*, ''", "a*, a", "a*c, abc", "a*c, ac", "*.txt, a.txt", "a?c, abc", "?, \u00e9", "?, \ud83d\udca7",
        "[ab]c, bc", "[a-c]x, bx", "[!a]b, cb", "[^a]b, cb", "[]]x, ]x", "[!]]x, ax", "[a-]x, -x", "a[, a[", "[], []",
        "a*b*c, aXbXbXc", "*a*, bab", "**, x", "a.c, a.c", "*aba*ba, ababa ba", "[[]x, [x"
    })
    void matches(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a, ab",
        "a?, a",
        "?, ''",
        "*.txt, a.txt.gz",
        "a*c, ab",
        "[ab]c, cc",
        "[!a]b, ab",
        "[z-a], m",
        "a*a, a",
        "A, a",
        "a.c, abc",
        "ab*ba, aba",
        "[!]]x, ]x",
        "*a*b, ba"
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isFalse();
    }

    @Test
    void aHostilePatternIsNoSlower() {
        String hostile = "*?".repeat(100) + "b";
        String name = "a".repeat(255);
        Instant before = Instant.now();
        for (int i = 0; i < 1_000; i++) {
            assertThat(new Glob(hostile).matches(name)).isFalse();
        }
        // Backtracking would take longer than the universe; this takes a few milliseconds, and the limit is for slow
        // machines.
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatNoNameCanBeIsNoPattern() {
        assertThat(Glob.isPattern("*".repeat(256))).isFalse();
        assertThat(Glob.isPattern("plain")).isFalse();
        assertThat(Glob.isPattern("a[b")).isTrue();
    }
}
