// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"-5, 0s", "59, 59s", "60, 1m00s", "3599, 59m59s", "3600, 1h00m", "86400, 1d00h", "180000, 2d02h"})
    void durationsHaveTwoUnitsAtMost(long seconds, String words) {
        assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1572864, 1.5 MiB", "9223372036854775807, 8192.0 PiB"})
    void bytesAreReadable(long count, String words) {
        assertThat(Words.bytes(count)).isEqualTo(words);
    }

    @Test
    void aTransferThatHasJustBegunHasARate() {
        assertThat(Words.rate(5, Duration.ZERO)).isEqualTo("4.9 KiB/s");
    }
}
