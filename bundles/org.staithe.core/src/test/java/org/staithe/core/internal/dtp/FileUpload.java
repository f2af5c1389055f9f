// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.staithe.filesystem.Upload;

/** An upload into a real file that knows what was done to it. */
class FileUpload implements Upload {

    final Path path;
    volatile boolean committed;
    volatile boolean closed;
    volatile int filled;
    final FileChannel file;

    FileUpload(Path path) throws IOException {
        this(path, StandardOpenOption.WRITE);
    }

    FileUpload(Path path, StandardOpenOption how) throws IOException {
        this.path = path;
        file = FileChannel.open(path, StandardOpenOption.CREATE, how);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return file.write(from);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Nobody else writes.
    public OptionalLong fill(Filling filling) throws IOException {
        filled++;
        return OptionalLong.of(filling.into(file));
    }

    @Override
    public void commit() throws IOException {
        committed = true;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        file.close();
    }
}
