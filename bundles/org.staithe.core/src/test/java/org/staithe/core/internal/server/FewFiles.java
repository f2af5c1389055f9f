// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.stream.Stream;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** A file system that can do no more than a test makes it do. */
class FewFiles implements VirtualFileSystem {

    private static UnsupportedOperationException not() {
        return new UnsupportedOperationException("not in this test");
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        throw not();
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        throw not();
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        throw not();
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        throw not();
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        throw not();
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        throw not();
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        throw not();
    }

    @Override
    public void delete(Pathname file) throws IOException {
        throw not();
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        throw not();
    }

    @Override
    public void close() {}
}
