// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** What every {@link org.staithe.filesystem.FileSystemBackend} must hold to while files come in. */
public abstract class UploadContract extends FileSystemScene {

    private static final Pathname FILE = Pathname.of("/file");

    @Test
    void anUploadIsSeenAtCommitAndNotBefore() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        try (Upload upload = files.store(FILE, 0, true)) {
            write(upload, "new");
            assertGone("/file");
            assertThat(names("/")).isEmpty();
            upload.commit();
            assertThat(content("/file")).isEqualTo("new");
        }
        assertThat(names("/")).containsExactly("file");
    }

    @Test
    void whatIsPutIntoItsFileIsPartOfAnUpload() throws IOException {
        try (Upload upload = files.store(FILE, 0, true)) {
            write(upload, "first, ");
            OptionalLong put = upload.fill(file -> file.write(ByteBuffer.wrap("second, ".getBytes(UTF_8))));
            assumeTrue(put.isPresent(), "it has no file");
            assertThat(put).hasValue(8);
            write(upload, "third");
            upload.commit();
        }
        assertThat(content("/file")).isEqualTo("first, second, third");
    }

    @Test
    void theOldFileStandsUntilCommit() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        put("/file", "old and longer");
        try (Upload upload = files.store(FILE, 0, true)) {
            write(upload, "new");
            assertThat(content("/file")).isEqualTo("old and longer");
            upload.commit();
        }
        assertThat(content("/file")).isEqualTo("new");
    }

    @Test
    void theOldFileSurvivesAnUploadCutShort() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        put("/file", "old");
        cutShort(files.store(FILE, 0, true), "torn");
        cutShort(files.append(FILE), "torn");
        assertThat(content("/file")).isEqualTo("old");
        assertThat(names("/")).containsExactly("file");
    }

    @Test
    void aNewFileIsNotThereAfterAnUploadCutShort() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        cutShort(files.store(FILE, 0, true), "torn");
        assertGone("/file");
        assertThat(names("/")).isEmpty();
    }

    @Test
    void aShorterFileReplacesALongerOneWhole() throws IOException {
        put("/file", "a long content");
        put("/file", "short");
        assertThat(content("/file")).isEqualTo("short");
        put("/file", "");
        assertThat(content("/file")).isEmpty();
    }

    @Test
    void aSecondCloseDoesNothing() throws IOException {
        Upload upload = files.store(FILE, 0, true);
        write(upload, "content");
        upload.commit();
        upload.close();
        upload.close();
        assertThat(upload.isOpen()).isFalse();
        assertThat(content("/file")).isEqualTo("content");
    }

    @Test
    void nothingIsWrittenAfterClose() throws IOException {
        Upload upload = files.store(FILE, 0, true);
        upload.close();
        assertThatThrownBy(() -> upload.write(ByteBuffer.wrap(new byte[1]))).isInstanceOf(IOException.class);
        assertThatThrownBy(upload::commit).isInstanceOf(IOException.class);
    }

    @Test
    void anExistingFileIsReplacedOnlyIfItMay() throws IOException {
        put("/file", "old");
        assertExists(() -> finish(files.store(FILE, 0, false), "new"));
        assertThat(content("/file")).isEqualTo("old");
    }

    @Test
    void aFileThatCameMeanwhileIsReplacedOnlyIfItMay() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        try (Upload upload = files.store(FILE, 0, false)) {
            write(upload, "late");
            put(session("bob", "/"), "/file", "first");
            assertExists(upload::commit);
        }
        assertThat(content("/file")).isEqualTo("first");
    }

    @Test
    void ofManyWhoMayNotReplaceOneCreatesTheFile() throws Exception {
        assumeTrue(atomic(), "files are written in place");
        List<VirtualFileSystem> sessions =
                List.of(session("a", "/"), session("b", "/"), session("c", "/"), session("d", "/"));
        ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
        try {
            for (int round = 0; round < 50; round++) {
                String path = "/file" + round;
                List<Future<Integer>> attempts = threads.invokeAll(sessions.stream()
                        .<Callable<Integer>>map(session -> () -> {
                            try {
                                finish(session.store(Pathname.of(path), 0, false), "content");
                                return 1;
                            } catch (FileAlreadyExistsException e) {
                                return 0;
                            }
                        })
                        .toList());
                int created = 0;
                for (Future<Integer> attempt : attempts) {
                    created += attempt.get(30, TimeUnit.SECONDS);
                }
                assertThat(created).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoWritersOfOneNameNeverBlend() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        assertLastCompleteWins(files, session("ann", "/"));
        assertLastCompleteWins(files, session("bob", "/"));
    }

    private void assertLastCompleteWins(VirtualFileSystem one, VirtualFileSystem other) throws IOException {
        try (Upload first = one.store(FILE, 0, true);
                Upload second = other.store(FILE, 0, true)) {
            write(first, "aaa");
            write(second, "bb");
            write(first, "aaa");
            second.commit();
            assertThat(content("/file")).isEqualTo("bb");
            write(first, "aaa");
            first.commit();
        }
        assertThat(content("/file")).isEqualTo("aaaaaaaaa");
        assertThat(names("/")).containsExactly("file");
    }

    @Test
    void aRestartContinuesTheUnfinishedUpload() throws IOException {
        assumeAbility(Ability.RESTART_STORE);
        cutShort(files.store(FILE, 0, true), "0123");
        finish(files.store(FILE, 4, true), "4567");
        assertThat(content("/file")).isEqualTo("01234567");
        assertThat(files.unfinished(FILE)).isEmpty();
    }

    @Test
    void theNextSessionOfTheUserContinues() throws IOException {
        OptionalLong kept = cutShortAtFour();
        assumeTrue(kept.isPresent(), "the backend keeps no unfinished uploads");
        assertThat(kept).hasValue(4);
        VirtualFileSystem next = session("ann", "/");
        assertThat(next.unfinished(FILE)).hasValue(4);
        finish(next.store(FILE, 4, true), "4567");
        assertThat(content("/file")).isEqualTo("01234567");
    }

    @Test
    void anotherUserDoesNotContinueIt() throws IOException {
        assumeTrue(cutShortAtFour().isPresent(), "the backend keeps no unfinished uploads");
        VirtualFileSystem other = session("bob", "/");
        assertThat(other.unfinished(FILE)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> other.store(FILE, 4, true).close());
    }

    @Test
    void whatLiesBeyondTheOffsetIsCutOff() throws IOException {
        assumeAbility(Ability.RESTART_STORE);
        put("/file", "0123456789");
        finish(files.store(FILE, 4, true), "x");
        assertThat(content("/file")).isEqualTo("0123x");
        cutShort(files.store(Pathname.of("/new"), 0, true), "abcdef");
        finish(files.store(Pathname.of("/new"), 2, true), "y");
        assertThat(content("/new")).isEqualTo("aby");
    }

    @Test
    void anOffsetBeyondAllContentIsRefused() throws IOException {
        assumeAbility(Ability.RESTART_STORE);
        put("/file", "0123");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> files.store(FILE, 5, true).close());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> files.store(Pathname.of("/nothing"), 1, true).close());
        assertThat(content("/file")).isEqualTo("0123");
        assertThat(names("/")).containsExactly("file");
    }

    @Test
    void aNewBeginningForgetsTheUnfinishedUpload() throws IOException {
        cutShort(files.store(FILE, 0, true), "torn and long");
        put("/file", "new");
        assertThat(content("/file")).isEqualTo("new");
        assertThat(files.unfinished(FILE)).isEmpty();
    }

    @Test
    void anUploadThatStillRunsIsNotContinued() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        try (Upload running = files.store(FILE, 0, true)) {
            write(running, "0123");
            VirtualFileSystem next = session("ann", "/");
            assertThat(next.unfinished(FILE)).isEmpty();
            finish(next.append(FILE), "appended");
            assertThat(content("/file")).isEqualTo("appended");
            running.commit();
        }
        assertThat(content("/file")).isEqualTo("0123");
    }

    @Test
    void appendWritesAtTheEndOfTheFile() throws IOException {
        assumeAbility(Ability.APPEND);
        put("/file", "0123");
        finish(files.append(FILE), "45");
        assertThat(content("/file")).isEqualTo("012345");
    }

    @Test
    void appendCreatesWhatIsNotThere() throws IOException {
        assumeAbility(Ability.APPEND);
        finish(files.append(FILE), "new");
        assertThat(content("/file")).isEqualTo("new");
    }

    @Test
    void appendGoesOnWithTheUnfinishedUpload() throws IOException {
        assumeAbility(Ability.APPEND);
        cutShort(files.store(FILE, 0, true), "0123");
        finish(files.append(FILE), "45");
        assertThat(content("/file")).isEqualTo("012345");
    }

    @Test
    void anUnfinishedUploadIsNotInTheWayOfItsDirectory() throws IOException {
        assumeTrue(atomic(), "files are written in place");
        makeDirectory("/directory");
        cutShort(files.store(Pathname.of("/directory/file"), 0, true), "torn");
        assertThat(names("/directory")).isEmpty();
        files.removeDirectory(Pathname.of("/directory"));
        assertGone("/directory");
    }

    private OptionalLong cutShortAtFour() throws IOException {
        cutShort(files.store(FILE, 0, true), "0123");
        return files.unfinished(FILE);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertExists(Action action) {
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(action::run);
    }
}
