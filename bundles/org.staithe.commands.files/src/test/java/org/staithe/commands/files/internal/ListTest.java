// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class ListTest {

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void someFiles() throws IOException {
        Outcomes.put(files, "/a.txt", "1");
        Outcomes.put(files, "/b.txt", "22");
        Outcomes.put(files, "/.hidden", "");
        Outcomes.put(files, "/d/c.txt", "333");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-la", "-a -l", "-1", "-la ", "/", ".", "-l .", "./", "-al /"})
    void theDirectoryIsListedWithAnyOptions(String argument) throws IOException {
        assertThat(list(argument)).containsExactlyInAnyOrder("a.txt", "b.txt", ".hidden", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "d/", "/d", "-la d", "-a -l /d", "d/."})
    void anotherDirectoryIsListed(String argument) throws IOException {
        assertThat(list(argument)).containsExactly("c.txt");
    }

    @Test
    void aFileIsListedAlone() throws IOException {
        assertThat(list("d/c.txt")).containsExactly("c.txt");
        assertThat(nlst("d/c.txt")).containsExactly("d/c.txt");
        assertThat(nlst("d/./c.txt")).containsExactly("d/./c.txt");
        assertThat(nlst("d/c.txt/")).containsExactly("/d/c.txt");
    }

    @Test
    void whatIsNotThereIsRefusedBeforeTheTransfer() {
        assertThatThrownBy(() -> list("none")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> nlst("none")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void namesThatLookLikeOptionsAreReached() throws IOException {
        Outcomes.put(files, "/-la/x", "");
        Outcomes.put(files, "/-notes.txt", "");
        assertThat(list("./-la")).containsExactly("x");
        assertThat(list("-a -notes.txt")).containsExactly("-notes.txt");
    }

    @Test
    void patternsAreForTheLastNameOnly() throws IOException {
        assertThat(list("*.txt")).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(list("-la d/[a-c].*")).containsExactly("c.txt");
        assertThat(list("*.none")).isEmpty();
        assertThatThrownBy(() -> list("*/c.txt")).isInstanceOf(NoSuchFileException.class);
        // As any path is, this one is read before storage is asked: "above the directory *" is here.
        assertThat(list("*/..")).contains("a.txt", "d");
    }

    @Test
    void aNameThatExistsWinsOverThePattern() throws IOException {
        Outcomes.put(files, "/*.txt", "");
        assertThat(list("*.txt")).containsExactly("*.txt");
    }

    @Test
    void namesComeAsPathsThatTheClientCanUse() throws IOException {
        assertThat(nlst("")).containsExactlyInAnyOrder("a.txt", "b.txt", ".hidden", "d");
        assertThat(nlst(".")).contains("a.txt");
        assertThat(nlst("d")).containsExactly("d/c.txt");
        assertThat(nlst("-a /d/")).containsExactly("/d/c.txt");
        assertThat(nlst("d/*")).containsExactly("d/c.txt");
        assertThat(exchange.in("/d").run(new NlstCommand(), "NLST", "../a*"))
                .satisfies(outcome -> assertThat(Outcomes.lines(outcome)).containsExactly("../a.txt"));
    }

    @Test
    void anEmptyDirectoryIsAnEmptyListing() throws IOException {
        files.makeDirectory(Pathname.of("/empty"));
        assertThat(nlst("empty")).isEmpty();
        assertThat(list("empty")).isEmpty();
    }

    @Test
    void namesCannotForgeLines() throws IOException {
        Outcomes.put(files, "/n/x\r\ny", "");
        assertThat(nlst("n")).containsExactly("n/x??y");
        assertThat(list("n")).containsExactly("x??y");
    }

    @Test
    void theWireFormIsThatOfLs() throws IOException {
        files.setModified(Pathname.of("/d/c.txt"), Instant.parse("2026-11-02T07:05:59Z"));
        Command list = new ListCommand(() -> Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(Outcomes.lines(exchange.run(list, "LIST", "d")).get(0))
                .matches("-rw-r--r--   1 \\S+ +\\S+ +3 Nov  2 07:05 c\\.txt");
    }

    @Test
    void entriesAreTakenOneByOneAndTheListingIsClosed() throws IOException {
        for (Command command : List.of(new ListCommand(), new NlstCommand(), new MlsdCommand())) {
            for (String argument : command instanceof MlsdCommand ? List.of("/") : List.of("/", "/*")) {
                Endless endless = new Endless();
                Transfer.Text text = (Transfer.Text) new TestExchange(endless).run(command, "LIST", argument);
                try (Stream<String> lines = text.lines()) {
                    Iterator<String> line = lines.iterator();
                    for (int i = 0; i < 10; i++) {
                        line.next();
                    }
                    assertThat(endless.taken).hasValueLessThanOrEqualTo(11);
                }
                assertThat(endless.closed).isTrue();
            }
        }
    }

    @Test
    void statusIsAListingThatEnds() throws IOException {
        Reply status = Outcomes.reply(exchange.run(new StatPathCommand(), "STAT", "-l d"));
        assertThat(status.code()).isEqualTo(212);
        assertThat(status.lines()).hasSize(3);
        assertThat(status.lines().get(1)).endsWith(" c.txt");
        assertThat(Outcomes.reply(exchange.run(new StatPathCommand(), "STAT", "a.txt"))
                        .code())
                .isEqualTo(213);

        Endless endless = new Endless();
        Reply cut = Outcomes.reply(new TestExchange(endless).run(new StatPathCommand(), "STAT", "/"));
        assertThat(cut.lines()).hasSize(StatPathCommand.MOST + 2);
        assertThat(cut.lines().get(cut.lines().size() - 1)).contains("LIST");
        assertThat(endless.closed).isTrue();
    }

    private List<String> list(String argument) throws IOException {
        return Outcomes.lines(exchange.run(new ListCommand(), "LIST", argument)).stream()
                .map(line -> line.replaceFirst("(\\S+ +){8}", ""))
                .toList();
    }

    private List<String> nlst(String argument) throws IOException {
        return Outcomes.lines(exchange.run(new NlstCommand(), "NLST", argument));
    }

    /** A directory without end, which tells how far it was read. */
    private static final class Endless extends Forwarding {

        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicBoolean closed = new AtomicBoolean();

        Endless() {
            super(new MemoryFiles());
        }

        @Override
        public Stream<FileStat> list(Pathname directory) {
            return Stream.generate(taken::incrementAndGet)
                    .map(number -> FileStat.file("f" + number, 0, Instant.EPOCH).build())
                    .onClose(() -> closed.set(true));
        }
    }
}
