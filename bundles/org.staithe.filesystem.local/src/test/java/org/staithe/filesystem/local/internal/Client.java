// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.staithe.auth.Mount;
import org.staithe.auth.User;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** A session of a user, in words of what a client does. */
record Client(VirtualFileSystem files) implements AutoCloseable {

    static Client of(LocalBackend backend) throws IOException {
        return of(backend, "ann", "/");
    }

    static Client of(LocalBackend backend, String user, String directory) throws IOException {
        Mount mount = Mount.of("default").directory(directory).build();
        return new Client(backend.open(User.named(user).mount(mount).build(), mount));
    }

    static Client at(Path root) throws IOException {
        return of(new LocalBackend(Configured.at(root)));
    }

    String get(String path) throws IOException {
        try (var in = Channels.newInputStream(files.retrieve(Pathname.of(path), 0))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    void put(String path, String content) throws IOException {
        try (Upload upload = files.store(Pathname.of(path), 0, true)) {
            write(upload, content);
            upload.commit();
        }
    }

    /** As when the data connection breaks. */
    void putHalf(String path, String content) throws IOException {
        try (Upload upload = files.store(Pathname.of(path), 0, true)) {
            write(upload, content);
        }
    }

    static void write(Upload upload, String content) throws IOException {
        upload.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
    }

    FileStat stat(String path) throws IOException {
        return files.stat(Pathname.of(path));
    }

    List<String> names(String path) throws IOException {
        try (Stream<FileStat> entries = files.list(Pathname.of(path))) {
            return entries.map(FileStat::name).toList();
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
