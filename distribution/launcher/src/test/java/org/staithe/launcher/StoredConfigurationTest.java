// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredConfigurationTest {

    @TempDir
    Path home;

    private Path stored;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(home.resolve("config"));
        stored =
                Files.createDirectories(home.resolve("data/config/org/staithe")).resolve("boat.config");
    }

    @Test
    void theCopyOfAFileThatIsThereStays() throws IOException {
        Path file = Files.createFile(home.resolve("config/org.staithe.boat=\u00e4 b.cfg"));
        store(file);

        assertThat(stored).exists();
    }

    @Test
    void theCopyOfAFileThatIsGoneGoes() throws IOException {
        store(home.resolve("config/org.staithe.boat.cfg"));

        assertThat(stored).doesNotExist();
    }

    @Test
    void theCopyOfAFileOfAnotherHomeGoes(@TempDir Path other) throws IOException {
        store(Files.createFile(other.resolve("org.staithe.boat.cfg")));

        assertThat(stored).doesNotExist();
    }

    @Test
    void whatTheConsoleMadeStays() throws IOException {
        Files.writeString(stored, "port=I\"21\"\n");
        forget();

        assertThat(stored).exists();
    }

    private void store(Path file) throws IOException {
        String origin = file.toUri().toString().replace("=", "\\=");
        Files.writeString(
                stored,
                ":org.apache.felix.configadmin.revision:=L\"1\"\r\nfelix.fileinstall.filename=\"" + origin
                        + "\"\r\nport=\"21\"\r\n");
        forget();
    }

    private void forget() throws IOException {
        new StoredConfiguration(new Installation(home, home)).forgetRemovedFiles();
    }
}
