// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * What every {@link org.staithe.filesystem.FileSystemBackend} must hold to, but for uploads, which have {@link
 * UploadContract}. Extend both, give a fresh backend, and every rule of the interfaces is a test.
 */
public abstract class FileSystemContract extends FileSystemScene {

    @Test
    void theRootIsADirectoryWithoutAName() throws IOException {
        FileStat root = stat("/");
        assertThat(root.isDirectory()).isTrue();
        assertThat(root.name()).isEmpty();
        assertThat(root.size()).isZero();
    }

    @Test
    void aFreshBackendIsEmpty() throws IOException {
        assertThat(names("/")).isEmpty();
    }

    @Test
    void statTellsNameKindSizeAndTimeOfAFile() throws IOException {
        put("/file", "12345");
        FileStat file = stat("/file");
        assertThat(file.name()).isEqualTo("file");
        assertThat(file.kind()).isEqualTo(FileStat.Kind.FILE);
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.modified())
                .isBetween(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60));
    }

    @Test
    void statOfADirectoryHasNoSize() throws IOException {
        makeDirectory("/directory");
        assertThat(stat("/directory").kind()).isEqualTo(FileStat.Kind.DIRECTORY);
        assertThat(stat("/directory").size()).isZero();
    }

    @Test
    void twoFilesAreNotTheSame() throws IOException {
        put("/one", "same");
        put("/two", "same");
        assumeTrue(stat("/one").unique().isPresent(), "the backend tells no identity");
        assertThat(stat("/one").unique())
                .isEqualTo(stat("/one").unique())
                .isNotEqualTo(stat("/two").unique());
    }

    @Test
    void whatIsNotThereIsNoSuchFile() {
        assertNoSuchFile(() -> stat("/nothing"));
        assertNoSuchFile(() -> stat("/nothing/below"));
        assertNoSuchFile(() -> names("/nothing"));
        assertNoSuchFile(() -> content("/nothing"));
        assertNoSuchFile(() -> files.delete(Pathname.of("/nothing")));
        assertNoSuchFile(() -> files.removeDirectory(Pathname.of("/nothing")));
        assertNoSuchFile(() -> files.rename(Pathname.of("/nothing"), Pathname.of("/new"), true));
        assertNoSuchFile(() -> put("/nothing/file", ""));
        assertNoSuchFile(() -> makeDirectory("/nothing/directory"));
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        put("/file", "");
        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> names("/file"));
        assertThatExceptionOfType(NotDirectoryException.class)
                .isThrownBy(() -> files.removeDirectory(Pathname.of("/file")));
        assertThatThrownBy(() -> stat("/file/below"))
                .isInstanceOfAny(NotDirectoryException.class, NoSuchFileException.class);
        assertThatThrownBy(() -> put("/file/below", ""))
                .isInstanceOfAny(NotDirectoryException.class, NoSuchFileException.class);
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        makeDirectory("/directory");
        Pathname directory = Pathname.of("/directory");
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> files.delete(directory));
        assertThatThrownBy(() -> files.retrieve(directory, 0).close()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> put("/directory", ""))
                .isInstanceOfAny(AccessDeniedException.class, FileAlreadyExistsException.class);
        assertThatThrownBy(() -> finish(files.append(directory), ""))
                .isInstanceOfAny(AccessDeniedException.class, FileAlreadyExistsException.class);
        assertThat(stat("/directory").isDirectory()).isTrue();
    }

    @Test
    void aListingTellsEachEntryOnceWithItsFacts() throws IOException {
        put("/file", "123");
        makeDirectory("/directory");
        put("/directory/below", "");
        try (Stream<FileStat> entries = files.list(Pathname.ROOT)) {
            List<FileStat> all = entries.toList();
            assertThat(all).extracting(FileStat::name).containsExactlyInAnyOrder("file", "directory");
            assertThat(all)
                    .filteredOn(FileStat::isFile)
                    .extracting(FileStat::size)
                    .containsExactly(3L);
        }
        assertThat(names("/directory")).containsExactly("below");
    }

    @Test
    void aListingSurvivesThatItsEntriesVanish() throws IOException {
        for (int i = 0; i < 200; i++) {
            put("/file" + i, "");
        }
        try (Stream<FileStat> entries = files.list(Pathname.ROOT)) {
            Iterator<FileStat> each = entries.iterator();
            each.next();
            for (int i = 0; i < 200; i++) {
                files.delete(Pathname.of("/file" + i));
            }
            each.forEachRemaining(entry -> assertThat(entry.name()).startsWith("file"));
        }
        assertThat(names("/")).isEmpty();
    }

    @Test
    void aListingThatIsClosedEarlyLeavesNothingOpen() throws IOException {
        put("/one", "");
        put("/two", "");
        // A leak of descriptors shows as a failure long before this count.
        for (int i = 0; i < 3000; i++) {
            try (Stream<FileStat> entries = files.list(Pathname.ROOT)) {
                assertThat(entries.findFirst()).isPresent();
            }
        }
    }

    @Test
    void retrieveBeginsAtTheOffset() throws IOException {
        put("/file", "0123456789");
        assumeAbility(Ability.RESTART_RETRIEVE);
        assertThat(content(files, "/file", 0)).isEqualTo("0123456789");
        assertThat(content(files, "/file", 7)).isEqualTo("789");
        assertThat(content(files, "/file", 10)).isEmpty();
    }

    @Test
    void aDownloadGoesOnWhileTheFileIsReplacedOrDeleted() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        put("/file", "old");
        try (ReadableByteChannel before = files.retrieve(Pathname.of("/file"), 0)) {
            put("/file", "newer");
            files.delete(Pathname.of("/file"));
            assertThat(rest(before)).isEqualTo("old");
        }
    }

    @Test
    void directoriesAreMadeAndRemoved() throws IOException {
        makeDirectory("/a");
        makeDirectory("/a/b");
        put("/a/b/file", "deep");
        assertThat(content("/a/b/file")).isEqualTo("deep");
        files.delete(Pathname.of("/a/b/file"));
        files.removeDirectory(Pathname.of("/a/b"));
        files.removeDirectory(Pathname.of("/a"));
        assertThat(names("/")).isEmpty();
    }

    @Test
    void aDirectoryIsNotMadeWhereSomethingIs() throws IOException {
        makeDirectory("/directory");
        put("/file", "content");
        assertExists(() -> makeDirectory("/directory"));
        assertExists(() -> makeDirectory("/file"));
        assertExists(() -> makeDirectory("/"));
        assertThat(content("/file")).isEqualTo("content");
    }

    @Test
    void aDirectoryWithEntriesIsNotRemoved() throws IOException {
        makeDirectory("/directory");
        put("/directory/file", "");
        assertThatExceptionOfType(DirectoryNotEmptyException.class)
                .isThrownBy(() -> files.removeDirectory(Pathname.of("/directory")));
        assertThat(names("/directory")).containsExactly("file");
    }

    @Test
    void theRootIsNeitherRemovedNorRenamed() throws IOException {
        makeDirectory("/directory");
        files.removeDirectory(Pathname.of("/directory"));
        assertThatThrownBy(() -> files.removeDirectory(Pathname.ROOT)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> files.rename(Pathname.ROOT, Pathname.of("/new"), true))
                .isInstanceOf(IOException.class);
        put("/file", "");
        assertThatThrownBy(() -> files.rename(Pathname.of("/file"), Pathname.ROOT, true))
                .isInstanceOf(IOException.class);
        assertThat(names("/")).containsExactly("file");
    }

    @Test
    void aFileIsRenamedAcrossDirectories() throws IOException {
        put("/file", "content");
        makeDirectory("/directory");
        files.rename(Pathname.of("/file"), Pathname.of("/directory/new"), false);
        assertGone("/file");
        assertThat(content("/directory/new")).isEqualTo("content");
    }

    @Test
    void aDirectoryIsRenamedWithAllThatIsInIt() throws IOException {
        makeDirectory("/old");
        put("/old/file", "content");
        files.rename(Pathname.of("/old"), Pathname.of("/new"), false);
        assertGone("/old");
        assertThat(content("/new/file")).isEqualTo("content");
    }

    @Test
    void renameReplacesAFileOnlyIfItMay() throws IOException {
        put("/from", "from");
        put("/to", "to");
        assertExists(() -> files.rename(Pathname.of("/from"), Pathname.of("/to"), false));
        assertThat(content("/to")).isEqualTo("to");
        assertThat(content("/from")).isEqualTo("from");
        files.rename(Pathname.of("/from"), Pathname.of("/to"), true);
        assertThat(content("/to")).isEqualTo("from");
        assertGone("/from");
    }

    @Test
    void renameNeverReplacesADirectory() throws IOException {
        put("/file", "file");
        makeDirectory("/from");
        makeDirectory("/to");
        assertExists(() -> files.rename(Pathname.of("/file"), Pathname.of("/to"), true));
        assertExists(() -> files.rename(Pathname.of("/from"), Pathname.of("/to"), true));
        assertExists(() -> files.rename(Pathname.of("/from"), Pathname.of("/file"), true));
        assertThat(names("/")).containsExactlyInAnyOrder("file", "from", "to");
    }

    @Test
    void aDirectoryDoesNotMoveIntoItself() throws IOException {
        makeDirectory("/a");
        assertThatThrownBy(() -> files.rename(Pathname.of("/a"), Pathname.of("/a/b"), true))
                .isInstanceOf(IOException.class);
        assertThat(names("/a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words",
                " leading blank",
                "trailing blank ",
                "-leading dash",
                "--help",
                "double\"quote",
                "single'quote",
                "*?[a]",
                "back\\slash",
                "%2e%2e",
                "...",
                ".hidden",
                "~ann",
                "$HOME;id",
                "new\nline",
                "tab\tand\u0007bell",
                "\u00fcber",
                "u\u0308ber",
                "\u6f22\u5b57",
                "\ud83d\udea2",
                "\u202eltr"
            })
    void anOddNameIsANameLikeAnyOther(String name) throws IOException {
        assumeTrue(allows(name), "the backend cannot have this name");
        Pathname file = Pathname.ROOT.child(name);
        finish(files.store(file, 0, false), "content");
        assertThat(names("/")).containsExactly(name);
        assertThat(files.stat(file).name()).isEqualTo(name);
        try (ReadableByteChannel channel = files.retrieve(file, 0)) {
            assertThat(rest(channel)).isEqualTo("content");
        }
        files.rename(file, Pathname.of("/plain"), false);
        files.rename(Pathname.of("/plain"), file, false);
        files.delete(file);
        files.makeDirectory(file);
        finish(files.store(file.child(name), 0, false), "");
        files.delete(file.child(name));
        files.removeDirectory(file);
        assertThat(names("/")).isEmpty();
    }

    @Test
    void composedAndDecomposedNamesAreTwoFiles() throws IOException {
        assumeTrue(allows("\u00fc") && allows("u\u0308"), "the backend folds names");
        put("/\u00fc", "composed");
        put("/u\u0308", "decomposed");
        assertThat(content("/\u00fc")).isEqualTo("composed");
        assertThat(content("/u\u0308")).isEqualTo("decomposed");
    }

    @Test
    void aNameThatCannotBeIsRefusedAsSuch() {
        String tooLong = "x".repeat(10_000);
        assumeTrue(!allows(tooLong), "the backend can have names of any length");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> put("/" + tooLong, ""))
                .extracting(StorageException::reason)
                .isEqualTo(StorageException.Reason.NAME_NOT_ALLOWED);
    }

    @Test
    void theDirectoryOfTheMountIsTheRoot() throws IOException {
        makeDirectory("/home");
        makeDirectory("/home/ann");
        put("/home/ann/file", "mine");
        put("/secret", "secret");
        VirtualFileSystem home = session("ann", "/home/ann");
        assertThat(names(home, "/")).containsExactly("file");
        assertThat(content(home, "/../../file", 0)).isEqualTo("mine");
        assertNoSuchFile(() -> content(home, "/../../secret", 0));
        put(home, "/../new", "new");
        assertThat(content("/home/ann/new")).isEqualTo("new");
        assertThat(names("/")).containsExactlyInAnyOrder("home", "secret");
    }

    @Test
    void sessionsSeeWhatOthersDo() throws IOException {
        VirtualFileSystem other = session("bob", "/");
        put(other, "/file", "from bob");
        assertThat(content("/file")).isEqualTo("from bob");
        files.delete(Pathname.of("/file"));
        assertNoSuchFile(() -> other.stat(Pathname.of("/file")));
    }

    @Test
    void theTimeOfModificationCanBeSet() throws IOException {
        assumeAbility(Ability.SET_MODIFIED);
        Instant time = Instant.parse("2001-02-03T04:05:06Z");
        put("/file", "");
        makeDirectory("/directory");
        files.setModified(Pathname.of("/file"), time);
        files.setModified(Pathname.of("/directory"), time);
        assertThat(stat("/file").modified()).isEqualTo(time);
        assertThat(stat("/directory").modified()).isEqualTo(time);
        assertNoSuchFile(() -> files.setModified(Pathname.of("/nothing"), time));
    }

    @Test
    void theTimeOfCreationCanBeSet() throws IOException {
        assumeAbility(Ability.SET_CREATED);
        Instant time = Instant.parse("2001-02-03T04:05:06Z");
        put("/file", "");
        files.setCreated(Pathname.of("/file"), time);
        assertThat(stat("/file").created()).contains(time);
    }

    @Test
    void thePermissionBitsCanBeSet() throws IOException {
        assumeAbility(Ability.SET_MODE);
        put("/file", "");
        files.setMode(Pathname.of("/file"), 0640);
        assertThat(stat("/file").mode()).hasValue(0640);
        assertNoSuchFile(() -> files.setMode(Pathname.of("/nothing"), 0640));
    }

    @Test
    void theSpaceThatIsLeftIsToldWhereItIsKnown() throws IOException {
        assumeAbility(Ability.AVAILABLE);
        assertThat(files.available(Pathname.ROOT)).isPositive();
    }

    @Test
    void whatTheBackendCannotDoItRefusesAsUnsupported() throws IOException {
        put("/file", "");
        Pathname file = Pathname.of("/file");
        Set<Ability> can = files.abilities(file);
        List<Ability> refused = new ArrayList<>();
        attempt(refused, Ability.SET_MODIFIED, () -> files.setModified(file, Instant.EPOCH));
        attempt(refused, Ability.SET_CREATED, () -> files.setCreated(file, Instant.EPOCH));
        attempt(refused, Ability.SET_MODE, () -> files.setMode(file, 0600));
        attempt(refused, Ability.AVAILABLE, () -> files.available(Pathname.ROOT));
        Set<Ability> expected =
                new HashSet<>(Set.of(Ability.SET_MODIFIED, Ability.SET_CREATED, Ability.SET_MODE, Ability.AVAILABLE));
        expected.removeAll(can);
        assertThat(refused).containsExactlyInAnyOrderElementsOf(expected);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void attempt(List<Ability> refused, Ability ability, Action action) throws IOException {
        try {
            action.run();
        } catch (UnsupportedOperationException e) {
            refused.add(ability);
        }
    }

    private static void assertNoSuchFile(Action action) {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(action::run);
    }

    private static void assertExists(Action action) {
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(action::run);
    }
}
