// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.command.Command;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.CommandContract;
import org.staithe.testkit.command.Outcomes;

/** All commands of this bundle keep the contract. */
class ContractTest extends CommandContract {

    private final MemoryFiles files = new MemoryFiles();

    @BeforeEach
    void somethingIsThere() throws IOException {
        Outcomes.put(files, "/a", "content");
        Outcomes.put(files, "/d/b", "content");
    }

    @Override
    protected VirtualFileSystem files() {
        return files;
    }

    @Override
    protected List<Command> commands() {
        return List.of(
                new AlloCommand(),
                new AppeCommand(),
                new AvblCommand(),
                new CdupCommand(),
                new CwdCommand(),
                new DeleCommand(),
                new ListCommand(),
                new MdtmCommand(),
                new MfctCommand(),
                new MffCommand(),
                new MfmtCommand(),
                new MkdCommand(),
                new MlsdCommand(),
                new MlstCommand(),
                new NlstCommand(),
                new OptsMlstCommand(),
                new PwdCommand(),
                new RetrCommand(),
                new RmdCommand(),
                new RnfrCommand(),
                new RntoCommand(),
                new SizeCommand(),
                new StatPathCommand(),
                new StorCommand(),
                new StouCommand());
    }

    @Test
    void commandsThatReachFilesDeclareWhatTheyNeed() {
        assertThat(commands())
                .filteredOn(command -> declaration(command).permissions().isEmpty())
                .extracting(command -> declaration(command).verbs().get(0))
                .containsExactlyInAnyOrder("ALLO", "PWD", "OPTS MLST");
    }

    @Test
    void featuresAreThoseOfTheRfcs() {
        assertThat(commands().stream().flatMap(command -> declaration(command).features().stream()))
                .containsExactlyInAnyOrder(
                        "AVBL",
                        "MDTM",
                        "MFCT",
                        "MFF modify;create;UNIX.mode;",
                        "MFMT",
                        "MLST type*;size*;modify*;create*;perm*;unique*;UNIX.mode*;",
                        "SIZE",
                        "TVFS");
    }

    @Test
    void theOldNamesAreKnown() {
        assertThat(commands().stream().flatMap(command -> declaration(command).verbs().stream()))
                .contains("XCWD", "XCUP", "XPWD", "XMKD", "XRMD");
    }
}
