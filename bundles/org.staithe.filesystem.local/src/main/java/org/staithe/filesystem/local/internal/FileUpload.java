// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;
import org.staithe.filesystem.Upload;

/** An upload right into its file. */
final class FileUpload implements Upload {

    private final FileChannel file;

    FileUpload(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return Failures.told("upload", () -> file.write(source));
    }

    @Override
    public OptionalLong fill(Filling filling) throws IOException {
        return Failures.told("upload", () -> OptionalLong.of(filling.into(file)));
    }

    /** Closes the file, because some file systems say only then that they are full. */
    @Override
    public void commit() throws IOException {
        if (!file.isOpen()) {
            throw new ClosedChannelException();
        }
        close();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        Failures.attempt("upload", file::close);
    }
}
