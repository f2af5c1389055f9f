// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

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
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.filesystem.memory.internal.MemoryTree;
import org.staithe.session.RepresentationType;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class FactsTest {

    private static final Pathname FILE = Pathname.of("/a file");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void aFile() throws IOException {
        Outcomes.put(files, "/a file", "content");
        files.setModified(FILE, Instant.EPOCH);
    }

    @Test
    void sizeIsInBytes() throws IOException {
        assertThat(reply(new SizeCommand(), "a file")).isEqualTo(Reply.of(213, "7"));
        assertThat(reply(new SizeCommand(), "/").code()).isEqualTo(550);
    }

    @Test
    void sizeIsRefusedInAsciiType() throws IOException {
        exchange.type(RepresentationType.ASCII);
        assertThat(reply(new SizeCommand(), "a file")).isEqualTo(Reply.of(550, "SIZE not allowed in ASCII mode."));
    }

    @Test
    void sizeTellsHowMuchOfAnUnfinishedUploadIsThere() throws IOException {
        Outcomes.receiveCut(exchange.run(new StorCommand(), "STOR", "a file"), "con");
        assertThat(reply(new SizeCommand(), "a file")).isEqualTo(Reply.of(213, "3"));
        Outcomes.receiveCut(exchange.run(new StorCommand(), "STOR", "new"), "co");
        assertThat(reply(new SizeCommand(), "new")).isEqualTo(Reply.of(213, "2"));
    }

    @Test
    void theTimeIsTold() throws IOException {
        assertThat(reply(new MdtmCommand(), "a file")).isEqualTo(Reply.of(213, "19700101000000"));
    }

    @Test
    void theTimeIsSetTheOldWay() throws IOException {
        assertThat(reply(new MdtmCommand(), "20260102030405 a file"))
                .isEqualTo(Reply.of(213, "Modify=20260102030405; a file"));
        assertThat(files.stat(FILE).modified()).isEqualTo(TIME);
        reply(new MdtmCommand(), "20260102030405.5 a file");
        assertThat(files.stat(FILE).modified()).isEqualTo(TIME.plusMillis(500));
    }

    @Test
    void aFileThatIsCalledLikeTheOldWayWins() throws IOException {
        Outcomes.put(files, "/20260102030405 a file", "");
        assertThat(reply(new MdtmCommand(), "20260102030405 a file").text()).matches("\\d{14}");
        assertThat(files.stat(FILE).modified()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261302030405 a file", "2026010203040 a file", "20260102030405 none", "20260102030405 "})
    void otherArgumentsAreNames(String argument) {
        assertThatThrownBy(() -> reply(new MdtmCommand(), argument)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void timesAreSet() throws IOException {
        assertThat(reply(new MfmtCommand(), "20260102030405 a file"))
                .isEqualTo(Reply.of(213, "Modify=20260102030405; a file"));
        assertThat(reply(new MfctCommand(), "20260102030406 a file"))
                .isEqualTo(Reply.of(213, "Create=20260102030406; a file"));
        assertThat(files.stat(FILE).modified()).isEqualTo(TIME);
        assertThat(files.stat(FILE).created()).contains(TIME.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a file", "20261302030405 a file", "20260102030405", "20260102030405 "})
    void timesMustBeTimes(String argument) throws IOException {
        assertThat(reply(new MfmtCommand(), argument).code()).isEqualTo(501);
        assertThat(reply(new MfctCommand(), argument).code()).isEqualTo(501);
    }

    @Test
    void severalFactsAreSetAtOnce() throws IOException {
        String typed = "Modify=20260102030405;create=20260102030406;unix.mode=0600; a file";
        assertThat(reply(new MffCommand(), typed)).isEqualTo(Reply.of(213, typed));
        FileStat stat = files.stat(FILE);
        assertThat(stat.modified()).isEqualTo(TIME);
        assertThat(stat.created()).contains(TIME.plusSeconds(1));
        assertThat(stat.mode()).hasValue(0600);
    }

    @ParameterizedTest
    @CsvSource({
        "Modify=20260102030405;UNIX.mode=0888; a file, 501",
        "Modify=20260102030405;UNIX.mode=1777; a file, 501",
        "Modify=20260102030405;UNIX.mode=; a file, 501",
        "Modify=20260102030405;Modify=20260102030406; a file, 501",
        "Modify=20260102030405;Perm=r; a file, 504",
        "Modify=20260102030405;; a file, 501",
        "Modify=20260102030405; , 501",
        "Modify=20260102030405 a file, 501",
        "Modify=20260102030405;UNIX.mode; a file, 501"
    })
    void nothingIsSetIfOneFactIsWrong(String typed, int code) throws IOException {
        assertThat(reply(new MffCommand(), typed).code()).isEqualTo(code);
        assertThat(files.stat(FILE).modified()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void factsThatTheStorageCannotSetAreRefused() throws IOException {
        TestExchange poorer = new TestExchange(new Forwarding(files));
        assertThat(Outcomes.reply(poorer.run(new MffCommand(), "MFF", "Modify=20260102030405; a file"))
                        .code())
                .isEqualTo(504);
    }

    @Test
    void spaceIsToldAndCompared() throws IOException {
        TestExchange limited = new TestExchange(new MemoryFiles(new MemoryTree(1_000), "ann", Pathname.ROOT));
        assertThat(limited.run(new AvblCommand(), "AVBL", "")).isEqualTo(Reply.of(213, "1000"));
        assertThat(allo(limited, "1000")).isEqualTo(200);
        assertThat(allo(limited, "1000 R 128")).isEqualTo(200);
        assertThat(allo(limited, "1001")).isEqualTo(552);
        assertThat(allo(limited, "9223372036854775807")).isEqualTo(552);
        assertThat(allo(exchange, "1001")).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "-1",
                "+1",
                "1.5",
                " 1",
                "1 ",
                "1 R",
                "1 R x",
                "1 S 2",
                "9223372036854775808",
                "1 R 9223372036854775808",
                "99999999999999999999",
                "\u0661"
            })
    void spaceIsANumber(String argument) throws IOException {
        assertThat(allo(exchange, argument)).isEqualTo(501);
    }

    private static int allo(TestExchange exchange, String argument) throws IOException {
        return Outcomes.reply(exchange.run(new AlloCommand(), "ALLO", argument)).code();
    }

    private Reply reply(Command command, String argument) throws IOException {
        return Outcomes.reply(exchange.run(command, "TEST", argument));
    }
}
