// SPDX-License-Identifier: Apache-2.0
package org.staithe.example.hello.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.auth.User;
import org.staithe.command.Command;
import org.staithe.command.Reply;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.CommandContract;
import org.staithe.testkit.command.TestExchange;

class HelloCommandTest extends CommandContract {

    private final MemoryFiles files = new MemoryFiles();
    private final TestExchange exchange =
            new TestExchange(files).user(User.named("ann").build());

    @Override
    protected List<Command> commands() {
        return List.of(new HelloCommand());
    }

    @Override
    protected VirtualFileSystem files() {
        return files;
    }

    @Test
    void theUserIsGreeted() throws IOException {
        assertThat(exchange.run(new HelloCommand(), "SITE HELLO", "")).isEqualTo(Reply.of(200, "Hello, ann!"));
    }

    @Test
    void anotherIsGreetedByName() throws IOException {
        assertThat(exchange.run(new HelloCommand(), "SITE HELLO", "Bob")).isEqualTo(Reply.of(200, "Hello, Bob!"));
    }
}
