// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactTimeTest {

    @ParameterizedTest
    @CsvSource({
        "20260102030405, 2026-01-02T03:04:05Z",
        "20260102030405.5, 2026-01-02T03:04:05.5Z",
        "20260102030405.123456789, 2026-01-02T03:04:05.123456789Z",
        "20161231235960, 2017-01-01T00:00:00Z",
        "20240229000000, 2024-02-29T00:00:00Z"
    })
    void timesAreRead(String typed, Instant time) {
        assertThat(FactTime.parse(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026010203040",
                "202601020304055",
                "20261302030405",
                "20250229000000",
                "20260102240000",
                "20260102030461",
                "20260102030405.",
                "20260102030405.1234567890",
                "-2026010203040",
                "20260102030405Z",
                "\u0662\u0660\u0662\u0666\u0660\u0661\u0660\u0662\u0660\u0663\u0660\u0664\u0660\u0665"
            })
    void otherThingsAreNot(String typed) {
        assertThat(FactTime.parse(typed)).isEmpty();
    }

    @Test
    void yearsAlwaysHaveFourDigits() {
        assertThat(FactTime.format(Instant.parse("0999-01-02T03:04:05Z"))).isEqualTo("09990102030405");
        assertThat(FactTime.format(Instant.MAX)).isEqualTo("99991231235959");
        assertThat(FactTime.format(Instant.MIN)).isEqualTo("00010101000000");
    }
}
