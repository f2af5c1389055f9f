// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was looked at before: when the call comes, a link is not followed. */
class OpenDirectoryTest {

    private static final Path NAME = Path.of("name");

    @TempDir
    private Path machine;

    private Path outside;
    private Path inside;
    private OpenDirectory directory;

    @BeforeEach
    void swapNameForALink() throws IOException {
        outside = Files.createDirectory(machine.resolve("outside"));
        inside = Files.createDirectory(machine.resolve("inside"));
        directory = OpenDirectory.at(inside);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void aLinkToADirectoryIsNotOpened() throws IOException {
        link(outside);
        assertThatThrownBy(() -> directory.open(NAME)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> directory.deleteDirectory(NAME)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Files.createDirectory(directory.path(NAME)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkToAFileIsNeitherOpenedNorChanged() throws IOException {
        Path file = Files.writeString(outside.resolve("file"), "content");
        FileTime time = Files.getLastModifiedTime(file);
        link(file);
        assertThat(directory.facts(NAME).isSymbolicLink()).isTrue();
        for (StandardOpenOption how : List.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            assertThatThrownBy(() -> directory.channel(NAME, how, StandardOpenOption.WRITE))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> directory.channel(NAME, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> directory.setModified(NAME, FileTime.fromMillis(0)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> directory.setPermissions(NAME, PosixFilePermissions.fromString("rwxrwxrwx")))
                .isInstanceOf(IOException.class);
        directory.deleteFile(NAME);
        assertThat(file).hasContent("content");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @Test
    void aLinkIsReplacedAndNotWrittenThrough() throws IOException {
        Path file = Files.writeString(outside.resolve("file"), "content");
        link(file);
        Files.writeString(inside.resolve("new"), "new");
        directory.move(Path.of("new"), directory, NAME);
        assertThat(inside.resolve("name")).isRegularFile().hasContent("new");
        assertThat(file).hasContent("content");
    }

    @Test
    void theHandleStaysWithItsDirectoryWhateverTakesItsName() throws IOException {
        Path before = directory.path(NAME);
        Files.move(inside, machine.resolve("moved"));
        Files.createSymbolicLink(inside, outside);
        Files.createDirectory(before);
        directory
                .channel(Path.of("file"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
        assertThat(machine.resolve("moved")).isDirectoryContaining(path -> path.endsWith("name"));
        assertThat(machine.resolve("moved/file")).exists();
        assertThat(outside).isEmptyDirectory();
        assertThat(directory.whereabouts()).isEqualTo(machine.toRealPath().resolve("moved"));
    }

    @Test
    void eachOfManyHandlesHasThePathOfItsOwnDirectory() throws IOException {
        List<OpenDirectory> all = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Files.createDirectory(inside.resolve("d" + i));
                all.add(directory.open(Path.of("d" + i)));
            }
            for (int i = 199; i >= 0; i--) {
                assertThat(all.get(i).whereabouts()).hasFileName("d" + i);
            }
        } finally {
            for (OpenDirectory each : all) {
                each.close();
            }
        }
    }

    @Test
    void theLastHolderCloses() throws IOException {
        OpenDirectory shared = directory.open(OpenDirectory.SELF);
        OpenDirectory again = shared.share();
        shared.close();
        assertThat(again.find(NAME)).isEmpty();
        again.close();
        assertThatThrownBy(() -> again.find(NAME)).isInstanceOf(RuntimeException.class);
    }

    private void link(Path target) throws IOException {
        Files.createSymbolicLink(inside.resolve(NAME), target);
    }
}
