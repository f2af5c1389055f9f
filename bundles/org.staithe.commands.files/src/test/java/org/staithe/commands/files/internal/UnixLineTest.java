// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.staithe.filesystem.FileStat;

class UnixLineTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:05:00Z");

    private final UnixLine line = new UnixLine(NOW);

    @Test
    void aFileLooksAsLsShowsIt() {
        FileStat stat = FileStat.file("a.txt", 1234, Instant.parse("2026-11-02T07:05:59Z"))
                .owner("ann", "staff")
                .mode(0640)
                .build();
        assertThat(line.of(stat, "a.txt"))
                .isEqualTo("-rw-r-----   1 ann      staff            1234 Nov  2 07:05 a.txt");
    }

    @Test
    void aDirectoryLooksAsLsShowsIt() {
        FileStat stat = FileStat.directory("d", Instant.parse("2020-01-31T00:00:00Z"))
                .links(3)
                .build();
        assertThat(line.of(stat, "d")).isEqualTo("drwxr-xr-x   3 ftp      ftp                 0 Jan 31  2020 d");
    }

    @Test
    void theYearStandsForTheTimeOutsideTheLastHalfYear() {
        assertThat(time(NOW)).isEqualTo("Nov 22 08:05");
        assertThat(time(NOW.plusSeconds(1))).isEqualTo("Nov 22  2026");
        assertThat(time(NOW.minus(Duration.ofDays(182)))).isEqualTo("May 24 08:05");
        assertThat(time(NOW.minus(Duration.ofDays(183)))).isEqualTo("May 23  2026");
    }

    @Test
    void largeSizesKeepTheColumnsApart() {
        FileStat stat = FileStat.file("f", Long.MAX_VALUE, NOW).build();
        assertThat(line.of(stat, "f").split(" +")).hasSize(9).contains("9223372036854775807");
    }

    @Test
    void ownersAreOneWord() {
        FileStat stat = FileStat.file("f", 0, NOW).owner("domain users", "").build();
        assertThat(line.of(stat, "f").split(" +")).contains("domain_users", "-").hasSize(9);
    }

    @Test
    void pipesAreNoFiles() {
        assertThat(line.of(FileStat.other("p", NOW).build(), "p")).startsWith("prw-");
    }

    @Test
    void aNameCannotForgeALine() {
        FileStat stat = FileStat.file("f", 0, NOW).build();
        assertThat(line.of(stat, " a\r\n-rw\u001b[2J\u0085\u2028b\u007f")).endsWith(" 08:05  a??-rw?[2J??b?");
    }

    private String time(Instant modified) {
        String shown = line.of(FileStat.file("f", 0, modified).build(), "f");
        return shown.substring(shown.length() - 14, shown.length() - 2);
    }
}
