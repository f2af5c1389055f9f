// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;

class PartialsTest {

    private static final Pathname FILE = Pathname.of("/file");

    @TempDir
    private Path root;

    @Test
    void aKilledServerLeavesTheOldFileWholeAndTheUploadToContinue() throws Exception {
        Files.writeString(root.resolve("file"), "old");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = server.inputReader()) {
            assertThat(said.readLine()).isEqualTo("written");
        } finally {
            server.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        try (Client client = Client.at(root)) {
            assertThat(client.get("/file")).isEqualTo("old");
            assertThat(client.names("/")).containsExactly("file");
            assertThat(client.files().unfinished(FILE)).hasValue(4);
            try (Upload upload = client.files().store(FILE, 4, true)) {
                Client.write(upload, "4567");
                upload.commit();
            }
            assertThat(client.get("/file")).isEqualTo("01234567");
        }
        assertThat(hidden(root)).isEmpty();
    }

    /** Half an upload, and then no end. */
    static final class KilledServer {
        private KilledServer() {}

        public static void main(String[] root) throws Exception {
            Upload upload = Client.at(Path.of(root[0])).files().store(FILE, 0, true);
            Client.write(upload, "0123");
            System.out.println("written");
            Thread.currentThread().join();
        }
    }

    @Test
    void aHiddenNameIsNotThereForClients() throws IOException {
        try (Client client = Client.at(root)) {
            client.putHalf("/file", "half");
            String hidden = "/" + hidden(root).get(0);
            Pathname name = Pathname.of(hidden);
            client.put("/other", "");
            Files.createDirectory(root.resolve(".staithe-directory.part"));

            assertThat(client.names("/")).containsExactly("other");
            assertGone(() -> client.stat(hidden));
            assertGone(() -> client.get(hidden));
            assertGone(() -> client.files().delete(name));
            assertGone(() -> client.files().rename(name, Pathname.of("/new"), true));
            assertGone(() -> client.files().setMode(name, 0600));
            assertGone(() -> client.names("/.staithe-directory.part"));
            assertGone(() -> client.put("/.staithe-directory.part/file", ""));
            assertNotAllowed(() -> client.put(hidden, ""));
            assertNotAllowed(() -> client.files().append(name).close());
            assertNotAllowed(() -> client.files().makeDirectory(name));
            assertNotAllowed(() -> client.files().rename(Pathname.of("/other"), name, true));
            assertThat(client.files().unfinished(FILE)).hasValue(4);
        }
    }

    @Test
    void anUploadThatNobodyContinuedIsRemovedWhenItsTimeIsOver() throws IOException {
        try (Client client = Client.at(root)) {
            client.putHalf("/file", "half");
            age(Duration.ofHours(23));
            client.names("/");
            assertThat(client.files().unfinished(FILE)).hasValue(4);
            age(Duration.ofHours(25));
            assertThat(client.files().unfinished(FILE)).isEmpty();
            assertThat(client.names("/")).isEmpty();
            assertThat(hidden(root)).isEmpty();
        }
    }

    @Test
    void anUploadWhoseTimeIsOverIsNotContinued() throws IOException {
        try (Client client = Client.at(root)) {
            client.putHalf("/file", "half");
            age(Duration.ofHours(25));
            try (Upload upload = client.files().append(FILE)) {
                Client.write(upload, "new");
                upload.commit();
            }
            assertThat(client.get("/file")).isEqualTo("new");
        }
        assertThat(hidden(root)).isEmpty();
    }

    @Test
    void aRunningUploadIsLeftAloneHoweverOld() throws IOException {
        Files.createDirectory(root.resolve("directory"));
        Pathname file = Pathname.of("/directory/file");
        try (Client client = Client.at(root);
                // another backend on the same folder, as the next version of this bundle would be
                Client other = Client.at(root);
                Upload upload = client.files().store(file, 0, true)) {
            Client.write(upload, "half");
            age(Duration.ofHours(25));
            for (Client each : List.of(client, other)) {
                assertThat(each.names("/directory")).isEmpty();
                assertThatExceptionOfType(DirectoryNotEmptyException.class)
                        .isThrownBy(() -> each.files().removeDirectory(file.parent()));
                each.put("/directory/file", "meanwhile");
                each.files().delete(file);
            }
            upload.commit();
            assertThat(client.get("/directory/file")).isEqualTo("half");
        }
        assertThat(hidden(root)).isEmpty();
    }

    @Test
    void withZeroHoursNothingIsKept() throws IOException {
        try (Client client = Client.of(new LocalBackend(Configured.at(root).keepHours(0)))) {
            client.putHalf("/file", "half");
            assertThat(hidden(root)).isEmpty();
            assertThat(client.files().unfinished(FILE)).isEmpty();
        }
    }

    @Test
    void anUploadThatGotNothingLeavesNothing() throws IOException {
        try (Client client = Client.at(root)) {
            client.putHalf("/file", "");
            assertThat(hidden(root)).isEmpty();
        }
    }

    @Test
    void theFileKeepsThePermissionsOfTheOneItReplaces() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "old");
        try (Client client = Client.at(root)) {
            for (String permissions : List.of("rw-rw----", "r--------", "rwxr-x--x")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
                client.put("/file", "new");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(permissions);
            }
        }
    }

    @Test
    void anUnfinishedUploadIsNotMoreReadableThanTheFileItReplaces() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (Client client = Client.at(root)) {
            client.putHalf("/file", "half");
            assertThat(Files.getPosixFilePermissions(root.resolve(hidden(root).get(0))))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void whereNoSecondNameCanBeHadAFileStillReplacesNoOther() throws IOException {
        Files.writeString(root.resolve("from"), "from");
        Files.writeString(root.resolve("there"), "there");
        try (OpenDirectory directory = OpenDirectory.at(root)) {
            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() ->
                            Publication.moveOntoPlaceholder(directory, Path.of("from"), directory, Path.of("there")));
            Publication.moveOntoPlaceholder(directory, Path.of("from"), directory, Path.of("new"));
        }
        assertThat(root.resolve("there")).hasContent("there");
        assertThat(root.resolve("new")).hasContent("from");
        assertThat(root.resolve("from")).doesNotExist();
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void assertGone(Attempt attempt) {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(attempt::run);
    }

    private static void assertNotAllowed(Attempt attempt) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(attempt::run)
                .extracting(StorageException::reason)
                .isEqualTo(StorageException.Reason.NAME_NOT_ALLOWED);
    }

    private void age(Duration by) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path :
                    all.filter(path -> Partials.hides(path.getFileName())).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(by)));
            }
        }
    }

    private static List<String> hidden(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> Partials.hides(Path.of(name)))
                    .toList();
        }
    }
}
