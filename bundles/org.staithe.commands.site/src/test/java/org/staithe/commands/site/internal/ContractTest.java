// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Permission;
import org.staithe.command.Command;
import org.staithe.command.When;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.CommandContract;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.command.TestSessions;
import org.staithe.testkit.session.SampleSession;

/** All commands of this bundle keep the contract. */
class ContractTest extends CommandContract {

    private final MemoryFiles files = new MemoryFiles();

    @BeforeEach
    void somethingIsThere() throws IOException {
        Outcomes.put(files, "/a", "content");
    }

    @Override
    protected VirtualFileSystem files() {
        return files;
    }

    @Override
    protected List<Command> commands() {
        TestSessions sessions = new TestSessions(SampleSession.builder().build());
        return List.of(
                new SiteHelpCommand(),
                new ChmodCommand(),
                new UtimeCommand(),
                new WhoCommand(sessions),
                new KickCommand(sessions));
    }

    @Test
    void whatConcernsOthersIsForAdministrators() {
        assertThat(commands())
                .filteredOn(command -> declaration(command).when() == When.ADMINISTRATOR)
                .extracting(command -> declaration(command).verbs().get(0))
                .containsExactly("SITE WHO", "SITE KICK");
    }

    @Test
    void factsAreChangedByThoseWhoMay() {
        assertThat(declaration(new ChmodCommand()).permissions()).containsExactly(Permission.CHANGE_FACTS);
        assertThat(declaration(new UtimeCommand()).permissions()).containsExactly(Permission.CHANGE_FACTS);
    }
}
