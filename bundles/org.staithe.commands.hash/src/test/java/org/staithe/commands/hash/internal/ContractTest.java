// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.staithe.auth.Permission;
import org.staithe.command.Command;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.CommandContract;
import org.staithe.testkit.command.Declaration;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.config.Settings;

/** All commands of this bundle keep the contract. */
class ContractTest extends CommandContract {

    private final MemoryFiles files = new MemoryFiles();
    private final Hasher hasher = new Hasher(HashSettings.of(Settings.of(HashRegistration.Config.class, Map.of())));

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
        return List.of(
                new HashCommand(hasher),
                new OptsHashCommand(hasher),
                new XcrcCommand(hasher),
                new Xmd5Command(hasher),
                new Xsha1Command(hasher),
                new Xsha256Command(hasher),
                new Xsha512Command(hasher));
    }

    @Override
    protected Declaration declaration(Command command) {
        return command instanceof HashCommand ? Declaration.of(registered(hasher)) : super.declaration(command);
    }

    @Test
    void whoMayNotFetchAFileMayNotHashIt() {
        assertThat(commands())
                .filteredOn(command -> !(command instanceof OptsHashCommand))
                .allMatch(command -> declaration(command).permissions().equals(Set.of(Permission.RETRIEVE)));
    }

    @Test
    void theFeatLineNamesWhatIsConfigured() {
        assertThat(Declaration.of(registered(hasher)).features())
                .containsExactly("HASH SHA-256*;SHA-512;SHA-1;MD5;CRC32");
        assertThat(Declaration.of(registered(new Hasher(HashSettings.of(
                                Settings.of(HashRegistration.Config.class, Map.of("algorithms", "MD5,SHA-1"))))))
                        .features())
                .containsExactly("HASH MD5*;SHA-1");
    }

    private static Map<String, List<String>> registered(Hasher hasher) {
        Dictionary<String, Object> properties = HashRegistration.properties(hasher);
        Map<String, List<String>> result = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            Object value = properties.get(key);
            result.put(key, value instanceof String[] several ? List.of(several) : List.of(value.toString()));
        }
        return result;
    }
}
