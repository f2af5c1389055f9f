// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.log.Logged;

class UsersFileTest {

    private final Logged logged = new Logged(UsersFile.class);

    @TempDir
    Path folder;

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void anEditAppliesEvenIfNobodyLogsIn() throws Exception {
        try (UsersFile file = UsersFile.watched(written("[ann]\n"))) {
            written("[ann]\n[bob]\n[bob]\n");

            await(() -> !logged.errors().isEmpty());
        }
    }

    @Test
    void aFileThatIsBeingWrittenIsNotReadHalfWay() throws Exception {
        try (UsersFile file = new UsersFile(written("[ann]\n"))) {
            written("[b");
            file.look();
            written("[bob]\npassword = $2b$05$l5e/fJ");
            file.look();
            assertThat(logged.errors()).isEmpty();

            written("[bob]\n");
            file.look();
            file.look();

            assertThat(file.accounts().find("bob")).isPresent();
            assertThat(logged.errors()).isEmpty();
        }
    }

    @Test
    void aLoginJustAfterAnEditSeesIt() throws Exception {
        try (UsersFile file = UsersFile.watched(written("[ann]\n"))) {
            assertThat(file.accounts().find("ann")).isPresent();

            written("[bob]\n");

            assertThat(file.accounts().find("bob")).isPresent();
            assertThat(file.accounts().find("ann")).isEmpty();
        }
    }

    @Test
    void aFileThatIsReplacedByARenameIsRead() throws Exception {
        Path path = written("[ann]\n");
        try (UsersFile file = UsersFile.watched(path)) {
            for (String name : new String[] {"bob", "eve", "joe"}) {
                Path fresh = Files.writeString(folder.resolve("fresh"), "[" + name + "]\n");
                Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(path));
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);

                assertThat(file.accounts().find(name)).isPresent();
            }
        }
    }

    @Test
    void aFileBehindASymbolicLinkThatIsTurnedIsRead() throws Exception {
        Path link = folder.resolve("users.ini");
        Files.writeString(folder.resolve("one"), "[ann]\n");
        Files.writeString(folder.resolve("two"), "[bob]\n");
        Files.createSymbolicLink(link, Path.of("one"));
        try (UsersFile file = UsersFile.watched(link)) {
            assertThat(file.accounts().find("ann")).isPresent();

            Files.createSymbolicLink(folder.resolve("turned"), Path.of("two"));
            Files.move(folder.resolve("turned"), link, StandardCopyOption.ATOMIC_MOVE);

            assertThat(file.accounts().find("bob")).isPresent();
        }
    }

    @Test
    void aBrokenEditIsLoggedOnceAndTheLastGoodUsersStay() throws Exception {
        try (UsersFile file = UsersFile.watched(written("[ann]\nhome = /good\n"))) {
            written("[ann]\nhome = /bad\ndisabled = perhaps\npassword = hunter2\n[bob]\n");

            assertThat(file.accounts().find("ann").orElseThrow().user().home()).isEqualTo("/good");
            assertThat(file.accounts().find("bob")).isEmpty();
            assertThat(logged.errors()).singleElement().satisfies(error -> assertThat(error)
                    .contains(folder.resolve("users.ini").toString())
                    .contains("line 3: [ann] disabled = perhaps: write true or false")
                    .contains("line 4: [ann] password = ***:")
                    .doesNotContain("hunter2"));

            written("[bob]\n");

            assertThat(file.accounts().find("bob")).isPresent();
            assertThat(logged.errors()).hasSize(1);
        }
    }

    @Test
    void aMissingFileIsSaidAndReadWhenItAppears() throws Exception {
        Path path = folder.resolve("later").resolve("users.ini");
        try (UsersFile file = UsersFile.watched(path)) {
            assertThat(file.accounts().all()).isEmpty();
            assertThat(logged.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                    .contains(path + " does not exist"));

            Files.createDirectory(path.getParent());
            Files.writeString(path, "[ann]\n");

            assertThat(file.accounts().find("ann")).isPresent();
        }
    }

    @Test
    void aFileThatGoesAwayLocksNobodyOut() throws Exception {
        Path path = written("[ann]\n");
        try (UsersFile file = UsersFile.watched(path)) {
            Files.delete(path);

            assertThat(file.accounts().find("ann")).isPresent();
            assertThat(logged.errors()).singleElement().satisfies(error -> assertThat(error)
                    .contains("is gone"));
        }
    }

    @Test
    void somethingThatCannotBeReadIsLoggedOnceAndReadOnceItCan() throws Exception {
        Path path = Files.createDirectory(folder.resolve("users.ini"));
        try (UsersFile file = UsersFile.watched(path)) {
            assertThat(file.accounts().all()).isEmpty();
            assertThat(file.accounts().all()).isEmpty();

            Files.delete(path);
            written("[ann]\n");

            assertThat(file.accounts().find("ann")).isPresent();
            assertThat(logged.errors()).hasSize(1);
        }
    }

    @Test
    void aFileThatOthersCanReadIsWarnedOf() throws Exception {
        Path path = written("[ann]\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        try (UsersFile file = UsersFile.watched(path)) {
            assertThat(logged.warnings()).isEmpty();

            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            file.accounts();

            assertThat(logged.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                    .contains("chmod o-r"));
        }
    }

    private Path written(String text) throws IOException {
        Path path = folder.resolve("users.ini");
        if (!Files.exists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(path, text);
    }

    /** Looks every 10 ms, at most ten seconds. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int looks = 0; looks < 1_000 && !condition.getAsBoolean(); looks++) {
            assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
