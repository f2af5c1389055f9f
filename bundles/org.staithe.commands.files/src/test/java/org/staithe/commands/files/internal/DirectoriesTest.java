// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestExchange;

class DirectoriesTest {

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange = new TestExchange(files);

    @Test
    void theWorkingDirectoryChanges() throws IOException {
        Outcomes.put(files, "/a/b/file", "");
        assertThat(reply(new CwdCommand(), "CWD", "a/b").code()).isEqualTo(250);
        assertThat(reply(new PwdCommand(), "PWD", "").text()).startsWith("\"/a/b\" ");
        assertThat(reply(new CdupCommand(), "CDUP", "")).isEqualTo(Reply.of(250, "\"/a\" is the current directory."));
        reply(new CdupCommand(), "CDUP", "");
        assertThat(reply(new CdupCommand(), "CDUP", "").text()).startsWith("\"/\" ");
    }

    @Test
    void theWorkingDirectoryStaysWhereItCannotChange() throws IOException {
        Outcomes.put(files, "/file", "");
        assertThatThrownBy(() -> reply(new CwdCommand(), "CWD", "file")).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> reply(new CwdCommand(), "CWD", "none")).isInstanceOf(NoSuchFileException.class);
        assertThat(reply(new PwdCommand(), "PWD", "")).isEqualTo(Reply.of(257, "\"/\" is the current directory."));
    }

    @Test
    void quotesInNamesAreDoubledInReplies() throws IOException {
        Reply made = reply(new MkdCommand(), "MKD", "the \"new\" one ");
        assertThat(made).isEqualTo(Reply.of(257, "\"/the \"\"new\"\" one \" created."));
        reply(new CwdCommand(), "CWD", "the \"new\" one ");
        assertThat(reply(new PwdCommand(), "PWD", "").text()).startsWith("\"/the \"\"new\"\" one \" is");
    }

    @Test
    void onlyEmptyDirectoriesAreRemoved() throws IOException {
        Outcomes.put(files, "/full/file", "");
        reply(new MkdCommand(), "XMKD", "empty");
        assertThat(reply(new RmdCommand(), "XRMD", "empty").code()).isEqualTo(250);
        assertThatThrownBy(() -> reply(new RmdCommand(), "RMD", "full")).isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(files.list(Pathname.ROOT)).extracting(FileStat::name).containsExactly("full");
    }

    @Test
    void filesAreDeletedAndPatternsAreNot() throws IOException {
        Outcomes.put(files, "/file", "");
        assertThatThrownBy(() -> reply(new DeleCommand(), "DELE", "f*")).isInstanceOf(NoSuchFileException.class);
        assertThat(reply(new DeleCommand(), "DELE", "file").code()).isEqualTo(250);
        assertThat(files.list(Pathname.ROOT)).isEmpty();
    }

    private Reply reply(Command command, String verb, String argument) throws IOException {
        return Outcomes.reply(exchange.run(command, verb, argument));
    }
}
