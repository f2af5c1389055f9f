// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Permission;
import org.staithe.command.Outcome;
import org.staithe.command.Transfer;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.session.RepresentationType;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class TransferTest {

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @BeforeEach
    void aFile() throws IOException {
        Outcomes.put(files, "/f", "0123456789");
    }

    @Test
    void aFileIsSentAndItsSizeTold() throws IOException {
        Outcome outcome = exchange.run(new RetrCommand(), "RETR", "f");
        assertThat(((Transfer) outcome).opening()).isEqualTo("Opening data connection (10 bytes).");
        assertThat(((Transfer) outcome).path()).isEqualTo(Pathname.of("/f"));
        assertThat(Outcomes.content(outcome)).isEqualTo("0123456789");
    }

    @Test
    void theSizeIsNotToldWhereItIsNotThatOfTheTransfer() throws IOException {
        Outcome outcome = exchange.type(RepresentationType.ASCII).run(new RetrCommand(), "RETR", "f");
        assertThat(((Transfer) outcome).opening()).doesNotContain("bytes");
        Outcomes.content(outcome);
    }

    @Test
    void sendingGoesOnAtTheOffsetOnce() throws IOException {
        assertThat(Outcomes.content(exchange.restart(4).run(new RetrCommand(), "RETR", "f")))
                .isEqualTo("456789");
        assertThat(Outcomes.content(exchange.run(new RetrCommand(), "RETR", "f")))
                .isEqualTo("0123456789");
        assertThat(Outcomes.content(exchange.restart(10).run(new RetrCommand(), "RETR", "f")))
                .isEmpty();
        assertThat(code(exchange.restart(11).run(new RetrCommand(), "RETR", "f")))
                .isEqualTo(554);
    }

    @Test
    void onlyFilesAreSent() throws IOException {
        assertThat(code(exchange.run(new RetrCommand(), "RETR", "/"))).isEqualTo(550);
        assertThatThrownBy(() -> exchange.run(new RetrCommand(), "RETR", "none"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileIsStoredAndReplaced() throws IOException {
        Outcomes.receive(exchange.run(new StorCommand(), "STOR", "new"), "content");
        Outcomes.receive(exchange.run(new StorCommand(), "STOR", "f"), "other");
        assertThat(content("new")).isEqualTo("content");
        assertThat(content("f")).isEqualTo("other");
    }

    @Test
    void onlyThoseWhoMayOverwriteReplace() throws IOException {
        exchange.allowing(Set.of(Permission.STORE));
        assertThatThrownBy(() -> exchange.run(new StorCommand(), "STOR", "f"))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void storingGoesOnWhereAnUploadWasCut() throws IOException {
        Outcomes.receiveCut(exchange.run(new StorCommand(), "STOR", "new"), "01234");
        assertThat(code(exchange.restart(6).run(new StorCommand(), "STOR", "new")))
                .isEqualTo(554);
        Outcomes.receive(exchange.restart(5).run(new StorCommand(), "STOR", "new"), "56789");
        assertThat(content("new")).isEqualTo("0123456789");
    }

    @Test
    void storingGoesOnInAFileThatIsThere() throws IOException {
        assertThat(code(exchange.restart(11).run(new StorCommand(), "STOR", "f")))
                .isEqualTo(554);
        Outcomes.receive(exchange.restart(4).run(new StorCommand(), "STOR", "f"), "x");
        assertThat(content("f")).isEqualTo("0123x");
    }

    @Test
    void storingTakesNoEnd() throws IOException {
        assertThat(code(exchange.range(0, 5).run(new StorCommand(), "STOR", "f")))
                .isEqualTo(501);
    }

    @Test
    void contentIsAdded() throws IOException {
        Outcomes.receive(exchange.run(new AppeCommand(), "APPE", "f"), "abc");
        Outcomes.receive(exchange.run(new AppeCommand(), "APPE", "new"), "abc");
        assertThat(content("f")).isEqualTo("0123456789abc");
        assertThat(content("new")).isEqualTo("abc");
    }

    @Test
    void addingAndRestartingExcludeEachOther() throws IOException {
        assertThat(code(exchange.restart(3).run(new AppeCommand(), "APPE", "f")))
                .isEqualTo(554);
        assertThat(code(exchange.restart(3).run(new StouCommand(), "STOU", ""))).isEqualTo(554);
        Outcomes.receive(exchange.restart(0).run(new AppeCommand(), "APPE", "f"), "abc");
        assertThat(content("f")).endsWith("abc");
    }

    @Test
    void aUniqueNameIsTold() throws IOException {
        files.makeDirectory(Pathname.of("/in"));
        Transfer first = (Transfer) exchange.in("/in").run(new StouCommand(), "STOU", "");
        Transfer second = (Transfer) exchange.run(new StouCommand(), "STOU", "");
        Outcomes.receive(first, "1");
        Outcomes.receive(second, "2");
        assertThat(first.opening()).matches("FILE: stou\\.[0-9a-z]+").isNotEqualTo(second.opening());
        assertThat(content("/in/" + first.opening().substring(6))).isEqualTo("1");

        Transfer elsewhere = (Transfer) exchange.run(new StouCommand(), "STOU", "/f");
        Outcomes.receive(elsewhere, "3");
        assertThat(elsewhere.opening()).matches("FILE: /f\\.[0-9a-z]+");
        assertThat(content(elsewhere.opening().substring(6))).isEqualTo("3");
        assertThat(content("/f")).isEqualTo("0123456789");
    }

    @Test
    void aNameThatIsTakenIsNotUsed() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        VirtualFileSystem taken = new Forwarding(files) {
            @Override
            public Upload store(Pathname file, long offset, boolean replace) throws IOException {
                assertThat(replace).isFalse();
                if (asked.incrementAndGet() < 3) {
                    throw new FileAlreadyExistsException(file.toString());
                }
                return super.store(file, offset, replace);
            }
        };
        Outcomes.receive(new TestExchange(taken).run(new StouCommand(), "STOU", ""), "");
        assertThat(asked).hasValue(3);
    }

    private String content(String path) throws IOException {
        return Outcomes.content(exchange.run(new RetrCommand(), "RETR", path));
    }

    private static int code(Outcome outcome) {
        return Outcomes.reply(outcome).code();
    }
}
