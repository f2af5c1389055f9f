// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnWhereTheFileEnded() throws Exception {
        Path path = folder.resolve("log");
        Files.writeString(path, "before\n");
        try (AuditFile file = file(path)) {
            file.append("after");
        }
        assertThat(path).hasContent("before\nafter\n");
    }

    @Test
    void aLineIsInTheFileAtOnce() {
        try (AuditFile file = file(folder.resolve("log"))) {
            file.append("one");
            assertThat(folder.resolve("log")).hasContent("one\n");
        }
    }

    @Test
    void aRenamedFileIsFollowedByANewOne() throws Exception {
        Path path = folder.resolve("log");
        try (AuditFile file = file(path)) {
            file.append("one");
            Files.move(path, folder.resolve("log.1"));
            file.append("two");
            file.append("three");
        }
        assertThat(folder.resolve("log.1")).hasContent("one\n");
        assertThat(path).hasContent("two\nthree\n");
    }

    @Test
    void aFileThatTheRotationMadeItselfIsUsed() throws Exception {
        Path path = folder.resolve("log");
        try (AuditFile file = file(path)) {
            file.append("one");
            Files.move(path, folder.resolve("log.1"));
            Files.createFile(path);
            file.append("two");
        }
        assertThat(path).hasContent("two\n");
    }

    @Test
    void aFileThatWasCopiedAndCutGoesOnFromItsBeginning() throws Exception {
        Path path = folder.resolve("log");
        try (AuditFile file = file(path)) {
            file.append("one");
            Files.newByteChannel(path, StandardOpenOption.WRITE).truncate(0).close();
            file.append("two");
        }
        assertThat(path).hasContent("two\n");
    }

    @Test
    void aFolderThatVanishedIsMadeAgain() throws Exception {
        Path path = folder.resolve("deep/er/log");
        try (AuditFile file = file(path)) {
            file.append("one");
            Files.delete(path);
            Files.delete(path.getParent());
            Files.delete(path.getParent().getParent());
            file.append("two");
            assertThat(file.lost()).isZero();
        }
        assertThat(path).hasContent("two\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLosesLinesAndThrowsNothing() {
        try (AuditFile file = file(Path.of("/dev/full"))) {
            file.append("one");
            file.append("two");
            assertThat(file.lost()).isEqualTo(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsLostIsSaidOnceAMinuteAndAtTheEnd() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        List<String> warnings = new ArrayList<>();
        try (AuditFile file = new AuditFile(Path.of("/dev/full"), now::get, warnings::add)) {
            file.append("one");
            now.set(Instant.EPOCH.plusSeconds(59));
            file.append("two");
            assertThat(warnings).hasSize(1);
            now.set(Instant.EPOCH.plusSeconds(60));
            file.append("three");
            assertThat(warnings).hasSize(2);
        }
        assertThat(warnings).hasSize(3).last().asString().contains("3 lines");
    }

    @Test
    void writingGoesOnWhenTheObstacleIsGone() throws Exception {
        Path obstacle = Files.createFile(folder.resolve("sub"));
        try (AuditFile file = file(obstacle.resolve("log"))) {
            file.append("lost");
            Files.delete(obstacle);
            file.append("kept");
            assertThat(file.lost()).isEqualTo(1);
        }
        assertThat(obstacle.resolve("log")).hasContent("kept\n");
    }

    @Test
    void anInterruptedThreadLosesNoLine() {
        try (AuditFile file = file(folder.resolve("log"))) {
            Thread.currentThread().interrupt();
            file.append("one");
            file.append("two");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("log")).hasContent("one\ntwo\n");
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        AuditFile file = file(folder.resolve("log"));
        file.close();
        file.append("late");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyOwnerAndGroupMayRead() throws Exception {
        try (AuditFile file = file(folder.resolve("log"))) {
            file.append("one");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log"))))
                .endsWith("---")
                .startsWith("rw-");
    }

    private static AuditFile file(Path path) {
        return new AuditFile(path, InstantSource.system());
    }
}
