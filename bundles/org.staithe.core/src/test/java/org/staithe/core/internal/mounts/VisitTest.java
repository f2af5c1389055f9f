// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.mounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.core.internal.whiteboard.ServiceGap;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.filesystem.memory.internal.MemoryTree;

class VisitTest {

    private static final Pathname FILE = Pathname.of("/a.txt");

    private final AtomicInteger opened = new AtomicInteger();
    private RunningFramework framework;
    private Whiteboard<FileSystemBackend> backends;
    private ServiceRegistration<FileSystemBackend> registration;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        backends = framework.whiteboard(FileSystemBackend.class);
        backends.open();
        registration = offer(new InMemory());
    }

    @AfterEach
    void stop() throws Exception {
        backends.close();
        framework.close();
    }

    /** A backend over one tree in memory that counts how often it is opened. */
    private final class InMemory implements FileSystemBackend {
        private final MemoryTree files = new MemoryTree();

        @Override
        public VirtualFileSystem open(User user, Mount mount) {
            opened.incrementAndGet();
            Pathname directory = Pathname.of(mount.directory());
            files.plant(directory);
            return new MemoryFiles(files, user.name(), directory);
        }
    }

    private ServiceRegistration<FileSystemBackend> offer(FileSystemBackend backend) {
        return framework.offer(FileSystemBackend.class, backend, Map.of(FileSystemBackend.NAME, "default"));
    }

    private UserTree tree(Mount... mounts) {
        User.Builder user = User.named("ann");
        for (Mount mount : mounts) {
            user.mount(mount);
        }
        return new UserTree(user.build(), backends, "default");
    }

    private static Mount.Builder all() {
        return Mount.of("default");
    }

    private static void write(VirtualFileSystem files, Pathname path, String text) throws IOException {
        try (Upload upload = files.store(path, 0, true)) {
            upload.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            upload.commit();
        }
    }

    @Test
    void whatIsNotPermittedIsRefusedWhateverTheVerb() throws IOException {
        Visit owner = tree(all().build()).visit();
        write(owner, FILE, "x");
        owner.end();
        Visit reader = tree(all().permissions(Permission.READ_ONLY).build()).visit();
        assertThat(reader.stat(FILE).size()).isEqualTo(1);
        reader.retrieve(FILE, 0).close();
        Pathname other = Pathname.of("/b");
        assertThatThrownBy(() -> reader.store(other, 0, true)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.append(FILE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.delete(FILE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.rename(FILE, other, true)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.makeDirectory(other)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.removeDirectory(other)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.setModified(FILE, java.time.Instant.EPOCH))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> reader.setMode(FILE, 0777)).isInstanceOf(AccessDeniedException.class);
        reader.end();
    }

    @Test
    void noNewNameHoldsControlCharacters() throws IOException {
        Visit owner = tree(all().build()).visit();
        write(owner, FILE, "x");
        for (String name : List.of("a\tb", "a\u001b[2J", "\u007f", "\u0085")) {
            Pathname odd = Pathname.ROOT.child(name);
            List<ThrowingCallable> attempts = List.of(
                    () -> write(owner, odd, "x"),
                    () -> owner.append(odd),
                    () -> owner.makeDirectory(odd),
                    () -> owner.rename(FILE, odd, true));
            for (ThrowingCallable attempt : attempts) {
                assertThatThrownBy(attempt)
                        .isInstanceOfSatisfying(StorageException.class, refused -> assertThat(refused.reason())
                                .isEqualTo(StorageException.Reason.NAME_NOT_ALLOWED));
            }
        }
        owner.end();
    }

    @Test
    void withoutOverwriteAnExistingFileStays() throws IOException {
        Visit owner = tree(all().build()).visit();
        write(owner, FILE, "first");
        owner.end();
        Visit dropper =
                tree(all().permissions(Set.of(Permission.STORE)).build()).visit();
        assertThatThrownBy(() -> write(dropper, FILE, "second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> dropper.stat(FILE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> dropper.list(Pathname.ROOT)).isInstanceOf(AccessDeniedException.class);
        dropper.end();
    }

    @Test
    void theLongestMountDecidesAndMountsAreListed() throws IOException {
        Visit visit = tree(
                        all().build(),
                        all().at("/in/deep")
                                .directory("/elsewhere")
                                .permissions(Set.of(Permission.LIST))
                                .build())
                .visit();
        visit.stat(Pathname.of("/in/deep"));
        try (var names = visit.list(Pathname.ROOT).map(FileStat::name)) {
            assertThat(names).containsExactlyInAnyOrder("in", "elsewhere");
        }
        assertThat(visit.stat(Pathname.of("/in")).isDirectory()).isTrue();
        try (var names = visit.list(Pathname.of("/in")).map(FileStat::name)) {
            assertThat(names).containsExactly("deep");
        }
        assertThatThrownBy(() -> write(visit, Pathname.of("/in/deep/x"), "x"))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> visit.removeDirectory(Pathname.of("/in/deep")))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> visit.rename(Pathname.of("/in"), Pathname.of("/out"), true))
                .isInstanceOf(AccessDeniedException.class);
        visit.end();
    }

    @Test
    void aUserWithoutAMountSeesAnEmptyRoot() throws IOException {
        Visit visit = tree().visit();
        assertThat(visit.stat(Pathname.ROOT).isDirectory()).isTrue();
        assertThat(visit.list(Pathname.ROOT)).isEmpty();
        assertThatThrownBy(() -> visit.stat(FILE)).isInstanceOf(NoSuchFileException.class);
        visit.end();
    }

    @Test
    void aFileSystemIsOpenedOnceAndAgainAfterItsBackendWasReplacedOrReconfigured() throws IOException {
        UserTree tree = tree(all().build());
        for (int i = 0; i < 3; i++) {
            Visit visit = tree.visit();
            visit.stat(Pathname.ROOT);
            visit.end();
        }
        assertThat(opened).hasValue(1);
        registration.setProperties(
                new java.util.Hashtable<>(Map.of(FileSystemBackend.NAME, "default", "root", "/elsewhere")));
        Visit afterChange = tree.visit();
        afterChange.stat(Pathname.ROOT);
        afterChange.end();
        assertThat(opened).hasValue(2);
        registration.unregister();
        assertThatThrownBy(() -> tree.visit().stat(Pathname.ROOT)).isInstanceOf(ServiceGap.class);
        offer(new InMemory());
        Visit afterSwap = tree.visit();
        afterSwap.stat(Pathname.ROOT);
        afterSwap.end();
        assertThat(opened).hasValue(3);
    }
}
