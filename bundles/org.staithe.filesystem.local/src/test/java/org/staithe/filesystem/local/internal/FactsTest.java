// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways to the facts tell the same. The POM opens the JDK's package, as the start script does. */
class FactsTest {

    @TempDir
    private Path folder;

    @Test
    void theShortWayTellsWhatTheLongWayTells() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createLink(folder.resolve("second name"), file);
        Files.createDirectory(folder.resolve("directory"));
        Files.createSymbolicLink(folder.resolve("link"), file);
        try (OpenDirectory open = OpenDirectory.at(folder)) {
            for (String name : new String[] {"file", "directory", "link"}) {
                Path path = Path.of(name);
                assertThat(UnixNumbers.of(open.facts(path)))
                        .as(name)
                        .contains(Facts.byPath(open.path(path)))
                        .contains(Facts.of(open, path));
            }
            assertThat(Facts.of(open, Path.of("file")).links()).isEqualTo(2);
        }
    }
}
