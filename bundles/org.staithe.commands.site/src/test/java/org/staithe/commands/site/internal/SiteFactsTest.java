// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class SiteFactsTest {

    private static final Pathname FILE = Pathname.of("/a file");

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void aFile() throws IOException {
        Outcomes.put(files, "/a file", "content");
        files.setModified(FILE, Instant.EPOCH);
        files.setMode(FILE, 0644);
    }

    @ParameterizedTest
    @CsvSource({"600, 384", "0755, 493", "000, 0", "0777, 511"})
    void theModeIsChanged(String typed, int mode) throws IOException {
        assertThat(chmod(typed + " a file")).isEqualTo(200);
        assertThat(files.stat(FILE).mode()).hasValue(mode);
    }

    @ParameterizedTest
    @CsvSource({
        "888 a file, 501",
        "77 a file, 501",
        "00777 a file, 501",
        "u+x a file, 501",
        "644, 501",
        "644 , 501",
        "4755 a file, 504"
    })
    void otherModesAreRefused(String argument, int code) throws IOException {
        assertThat(chmod(argument)).isEqualTo(code);
        assertThat(files.stat(FILE).mode()).hasValue(0644);
    }

    @ParameterizedTest
    @CsvSource({
        "202601020304 a file, 2026-01-02T03:04:00Z",
        "20260102030405 a file, 2026-01-02T03:04:05Z",
        "a file 20200101000000 20260102030405 20190101000000 UTC, 2026-01-02T03:04:05Z"
    })
    void theTimeIsChangedInBothForms(String argument, Instant time) throws IOException {
        assertThat(utime(argument)).isEqualTo(200);
        assertThat(files.stat(FILE).modified()).isEqualTo(time);
    }

    @Test
    void theLongFormSetsTheCreationToo() throws IOException {
        utime("a file 20200101000000 20260102030405 20190101000000 UTC");
        assertThat(files.stat(FILE).created()).contains(Instant.parse("2019-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20260102 a file",
                "202613020304 a file",
                "202602300304 a file",
                "202601020304",
                "a file",
                "a file 20200101000000 20261302030405 20190101000000 UTC",
                "a file 20200101000000 20260102030405 20191301000000 UTC",
                "a file 20200101000000 20260102030405 20190101000000 CET"
            })
    void otherTimesAreRefused(String argument) throws IOException {
        assertThat(utime(argument)).isEqualTo(501);
        assertThat(files.stat(FILE).modified()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThatThrownBy(() -> chmod("644 none")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> utime("202601020304 none")).isInstanceOf(NoSuchFileException.class);
    }

    private int chmod(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new ChmodCommand(), "SITE CHMOD", argument))
                .code();
    }

    private int utime(String argument) throws IOException {
        return Outcomes.reply(exchange.run(new UtimeCommand(), "SITE UTIME", argument))
                .code();
    }
}
