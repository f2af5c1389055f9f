// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;

class LocalBackendTest {

    private static final int MANY = 100_000;
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path root;

    @Test
    void aWrongConfigurationIsRefusedByKeyAndValue() throws IOException {
        Configured good = Configured.at(root);
        Path file = Files.createFile(root.resolve("file"));
        assertRefused(Configured.at(root.resolve("missing")), "root = " + root.resolve("missing"));
        assertRefused(Configured.at(file), "root = " + file);
        assertRefused(Configured.at(Path.of("relative")), "root = relative: must be an absolute path");
        assertRefused(Configured.at(Path.of("")), "root is not set");
        assertRefused(good.upload("atomical"), "upload = atomical: must be atomic or in-place");
        assertRefused(good.links("all"), "links = all: must be inside or never");
        assertRefused(good.keepHours(-1), "unfinished.keep.hours = -1");
    }

    private static void assertRefused(Configured configured, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new LocalBackend(configured))
                .withMessageContaining(message);
    }

    @Test
    void aWrongChangeIsRefusedAndTheFormerFolderServesOn(@TempDir Path other) throws IOException {
        LocalBackend backend = new LocalBackend(Configured.at(root));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> backend.modified(Configured.at(other.resolve("missing"))))
                .withMessageContaining("root = ");
        try (Client client = Client.of(backend, "ann", "/")) {
            client.put("/file", "content");
        }
        assertThat(root.resolve("file")).hasContent("content");
        backend.modified(Configured.at(other));
        try (Client client = Client.of(backend, "ann", "/")) {
            client.put("/file", "elsewhere");
        }
        assertThat(other.resolve("file")).hasContent("elsewhere");
    }

    @Test
    void theDirectoryOfAMountIsMadeIfItShall() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() ->
                        Client.of(new LocalBackend(Configured.at(root).createDirectories(false)), "ann", "/home/ann"));
        assertThat(root).isEmptyDirectory();
        try (Client client = Client.of(new LocalBackend(Configured.at(root)), "ann", "/home/ann")) {
            client.put("/file", "content");
        }
        assertThat(root.resolve("home/ann/file")).hasContent("content");
    }

    @Test
    void aDownloadIsAFileChannelThatTheKernelCanSend() throws IOException {
        try (Client client = Client.at(root)) {
            client.put("/file", "0123456789");
            try (ReadableByteChannel channel = client.files().retrieve(Pathname.of("/file"), 4);
                    FileChannel target = FileChannel.open(
                            root.resolve("target"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertThat(channel).isInstanceOf(FileChannel.class);
                FileChannel file = (FileChannel) channel;
                assertThat(file.position()).isEqualTo(4);
                assertThat(file.transferTo(4, 100, target)).isEqualTo(6);
            }
        }
        assertThat(root.resolve("target")).hasContent("456789");
    }

    @Test
    void theFactsAreThoseOfTheFile() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "content");
        Files.createLink(root.resolve("second"), file);
        try (Client client = Client.at(root)) {
            FileStat stat = client.stat("/file");
            assertThat(stat.links()).isEqualTo(2);
            assertThat(stat.unique())
                    .isPresent()
                    .isEqualTo(client.stat("/second").unique());
            assertThat(stat.modified())
                    .isEqualTo(Files.getLastModifiedTime(file).toInstant());
            assertThat(stat.owner()).isEqualTo(Files.getOwner(file).getName());
            assertThat(stat.mode()).hasValue((int) Files.getAttribute(file, "unix:mode") & 0777);
        }
    }

    @Test
    void aNameThatIsNotUtf8DoesNotBreakTheListing() throws Exception {
        int made = new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'b\\377d')\"")
                .directory(root.toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        try (Client client = Client.at(root)) {
            client.put("/good", "");
            try (Stream<FileStat> entries = client.files().list(Pathname.ROOT)) {
                assertThat(entries.map(FileStat::size)).containsExactlyInAnyOrder(0L, 1L);
            }
        }
    }

    @Test
    void aSessionThatIsOverHoldsNothingOpen() throws IOException {
        LocalBackend backend = new LocalBackend(Configured.at(root));
        try (Client client = Client.of(backend, "ann", "/home/ann")) {
            client.put("/file", "content");
        }
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            try (Client client = Client.of(backend, "ann", "/home/ann")) {
                client.get("/file");
                client.put("/file", "content");
                client.putHalf("/half", "content");
                client.names("/");
                client.files().makeDirectory(Pathname.of("/directory"));
                client.names("/directory");
                client.files().removeDirectory(Pathname.of("/directory"));
            }
        }
        assertThat(descriptors()).isLessThan(before + 10);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void aListingOfAnySizeTakesLittleMemory() throws IOException {
        for (int i = 0; i < MANY; i++) {
            Files.createFile(root.resolve("a file with a name of usual length " + i));
        }
        try (Client client = Client.at(root);
                Stream<FileStat> entries = client.files().list(Pathname.ROOT)) {
            Iterator<FileStat> each = entries.iterator();
            assertThat(each.next().isFile()).isTrue();
            long before = memoryInUse();
            for (int i = 2; i < MANY; i++) {
                each.next();
            }
            assertThat(memoryInUse() - before).isLessThan(4 * MEBIBYTE);
            each.next();
            assertThat(each.hasNext()).isFalse();
        }
    }

    private static long memoryInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, OUT_OF_SPACE",
        "Disk quota exceeded, QUOTA_EXCEEDED",
        "File too large, QUOTA_EXCEEDED",
        "File name too long, NAME_NOT_ALLOWED",
        "Device or resource busy, BUSY"
    })
    void whatTheKernelSaysBecomesAReasonOfTheApi(String said, String reason) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Failures.attempt("/file", () -> {
                    throw new IOException(said);
                }))
                .matches(told -> told.reason().name().equals(reason));
    }

    @Test
    void aFullDiskIsOutOfSpace() {
        // The one file of every Linux that is always full.
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Failures.attempt("/file", () -> Files.writeString(Path.of("/dev/full"), "content")))
                .matches(told -> told.reason().name().equals("OUT_OF_SPACE"));
    }
}
