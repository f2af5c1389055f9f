// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeptDirectoriesTest {

    private static final Path NAME = Path.of("name");

    @TempDir
    private Path folder;

    private final KeptDirectories kept = new KeptDirectories();

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void theSameDirectoryIsHandedOutAgain() throws IOException {
        Files.createDirectory(folder.resolve(NAME));
        try (OpenDirectory top = kept.at(folder);
                OpenDirectory again = kept.at(folder);
                OpenDirectory below = kept.in(top, NAME, top.facts(NAME));
                OpenDirectory belowAgain = kept.in(again, NAME, again.facts(NAME))) {
            assertThat(again).isSameAs(top);
            assertThat(belowAgain).isSameAs(below);
        }
    }

    @Test
    void anotherDirectoryOfTheSameNameIsOpened() throws IOException {
        Files.createDirectory(folder.resolve(NAME));
        try (OpenDirectory top = kept.at(folder)) {
            OpenDirectory first = kept.in(top, NAME, top.facts(NAME));
            first.close();
            Files.move(folder.resolve(NAME), folder.resolve("elsewhere"));
            Files.createDirectory(folder.resolve(NAME));
            Files.writeString(folder.resolve(NAME).resolve("new"), "");
            try (OpenDirectory second = kept.in(top, NAME, top.facts(NAME))) {
                assertThat(second).isNotSameAs(first);
                assertThat(second.find(Path.of("new"))).isPresent();
            }
        }
    }

    @Test
    void nothingStaysOpenForLong() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.createDirectory(folder.resolve("directory-" + i));
        }
        try (OpenDirectory top = OpenDirectory.at(folder)) {
            for (int i = 0; i < 200; i++) {
                Path name = Path.of("directory-" + i);
                kept.in(top, name, top.facts(name)).close();
            }
        }
        assertThat(openBelowFolder()).isBetween(1L, 128L); // two descriptors each
        while (openBelowFolder() > 0) {
            Thread.sleep(100); // they close by themselves; nobody tells
        }
    }

    private long openBelowFolder() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(this::isBelowFolder).count();
        }
    }

    private boolean isBelowFolder(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException e) {
            return false; // the one by which the list was read
        }
    }
}
