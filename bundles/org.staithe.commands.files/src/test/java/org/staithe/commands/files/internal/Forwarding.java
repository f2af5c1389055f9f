// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.stream.Stream;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** Another file system, of which a test changes one thing. */
class Forwarding implements VirtualFileSystem {

    private final VirtualFileSystem files;

    Forwarding(VirtualFileSystem files) {
        this.files = files;
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        return files.stat(path);
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        return files.retrieve(file, offset);
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        return files.store(file, offset, replace);
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        return files.append(file);
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        files.makeDirectory(directory);
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        files.removeDirectory(directory);
    }

    @Override
    public void delete(Pathname file) throws IOException {
        files.delete(file);
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        files.rename(from, to, replace);
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        files.setModified(path, time);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
