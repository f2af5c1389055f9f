// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Permission;
import org.staithe.command.Reply;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class RenameTest {

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @Test
    void aFileGetsItsNewName() throws IOException {
        Outcomes.put(files, "/d/old", "content");
        assertThat(from("d/old").code()).isEqualTo(350);
        assertThat(to("new").code()).isEqualTo(250);
        assertThat(Outcomes.content(exchange.run(new RetrCommand(), "RETR", "/new")))
                .isEqualTo("content");
        assertThat(files.list(Pathname.of("/d"))).isEmpty();
    }

    @Test
    void aDirectoryDoesNotGoIntoItself() throws IOException {
        Outcomes.put(files, "/d/file", "");
        from("d");
        assertThat(to("d/e/f").code()).isEqualTo(553);
        assertThat(files.list(Pathname.of("/d"))).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeRenamed() {
        assertThatThrownBy(() -> from("none")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theSecondHalfNeedsTheFirstRightBeforeIt() throws IOException {
        Outcomes.put(files, "/old", "");
        assertThat(to("new").code()).isEqualTo(503);
        from("old");
        exchange.run(new PwdCommand(), "PWD", "");
        assertThat(to("new").code()).isEqualTo(503);
    }

    @Test
    void anExistingFileIsReplacedOnlyByThoseWhoMayOverwrite() throws IOException {
        Outcomes.put(files, "/old", "content");
        Outcomes.put(files, "/new", "precious");
        exchange.allowing(Set.of(Permission.LIST, Permission.RENAME));
        from("old");
        assertThatThrownBy(() -> to("new")).isInstanceOf(FileAlreadyExistsException.class);
        exchange.allowing(Permission.ALL);
        from("old");
        assertThat(to("new").code()).isEqualTo(250);
    }

    @Test
    void theSameNameIsFine() throws IOException {
        Outcomes.put(files, "/old", "content");
        exchange.allowing(Set.of(Permission.LIST, Permission.RENAME));
        from("old");
        assertThat(to("./old").code()).isEqualTo(250);
        assertThat(files.stat(Pathname.of("/old")).size()).isEqualTo(7);
    }

    @Test
    void whoMayNotLookIsNotToldWhetherItIsThere() throws IOException {
        exchange.allowing(Set.of(Permission.STORE, Permission.RENAME));
        assertThat(from("none").code()).isEqualTo(350);
    }

    private Reply from(String path) throws IOException {
        return Outcomes.reply(exchange.run(new RnfrCommand(), "RNFR", path));
    }

    private Reply to(String path) throws IOException {
        return Outcomes.reply(exchange.run(new RntoCommand(), "RNTO", path));
    }
}
