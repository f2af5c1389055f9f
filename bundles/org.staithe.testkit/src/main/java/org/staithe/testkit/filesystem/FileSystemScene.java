// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** What the contracts of file systems share: a fresh backend, its sessions, and words for what a client does. */
abstract class FileSystemScene {

    private static final int BUFFER = 8192;

    private final List<VirtualFileSystem> sessions = new ArrayList<>();
    private FileSystemBackend backend;

    /** The file system of user {@code ann}, mounted whole. */
    protected VirtualFileSystem files;

    /** An empty backend, another one for each test. */
    protected abstract FileSystemBackend freshBackend() throws Exception;

    /**
     * Whether the backend keeps the old file whole until commit. If it can be configured not to, the contract holds but
     * for what depends on it.
     */
    protected boolean atomic() {
        return true;
    }

    /** Whether the backend can have a file of this name; by default it can have any. */
    protected boolean allows(String name) {
        return true;
    }

    @BeforeEach
    final void openFreshBackend() throws Exception {
        backend = freshBackend();
        files = session("ann", "/");
    }

    @AfterEach
    final void closeSessions() throws IOException {
        for (VirtualFileSystem session : sessions) {
            session.close();
        }
    }

    /** One more session on the same backend, closed after the test. */
    protected final VirtualFileSystem session(String user, String directory) throws IOException {
        Mount mount = Mount.of("default").directory(directory).build();
        VirtualFileSystem session = backend.open(User.named(user).mount(mount).build(), mount);
        sessions.add(session);
        return session;
    }

    protected final void assumeAbility(Ability ability) {
        assumeTrue(files.abilities(Pathname.ROOT).contains(ability), () -> "the backend cannot " + ability);
    }

    protected final void put(String path, String content) throws IOException {
        put(files, path, content);
    }

    protected static void put(VirtualFileSystem into, String path, String content) throws IOException {
        finish(into.store(Pathname.of(path), 0, true), content);
    }

    protected static void finish(Upload upload, String content) throws IOException {
        try (upload) {
            write(upload, content);
            upload.commit();
        }
    }

    /** Writes and closes without commit, as when the data connection breaks. */
    protected static void cutShort(Upload upload, String content) throws IOException {
        try (upload) {
            write(upload, content);
        }
    }

    protected static void write(Upload upload, String content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            upload.write(bytes);
        }
    }

    protected final String content(String path) throws IOException {
        return content(files, path, 0);
    }

    protected static String content(VirtualFileSystem of, String path, long offset) throws IOException {
        try (ReadableByteChannel channel = of.retrieve(Pathname.of(path), offset)) {
            return rest(channel);
        }
    }

    protected static String rest(ReadableByteChannel channel) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            text.append(UTF_8.decode(buffer.flip()));
            buffer.clear();
        }
        return text.toString();
    }

    protected final List<String> names(String directory) throws IOException {
        return names(files, directory);
    }

    protected static List<String> names(VirtualFileSystem of, String directory) throws IOException {
        try (Stream<FileStat> entries = of.list(Pathname.of(directory))) {
            return entries.map(FileStat::name).toList();
        }
    }

    protected final void makeDirectory(String path) throws IOException {
        files.makeDirectory(Pathname.of(path));
    }

    protected final FileStat stat(String path) throws IOException {
        return files.stat(Pathname.of(path));
    }

    protected final void assertGone(String path) {
        assertThat(exists(path)).as("%s is there", path).isFalse();
    }

    private boolean exists(String path) {
        try {
            stat(path);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
