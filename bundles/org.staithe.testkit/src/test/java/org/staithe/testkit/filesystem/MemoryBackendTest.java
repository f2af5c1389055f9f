// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.memory.internal.MemoryBackend;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.filesystem.memory.internal.MemoryTree;

class MemoryBackendTest {

    private static final Pathname FILE = Pathname.of("/file");

    @Nested
    class IsAFileSystem extends FileSystemContract {
        @Override
        protected FileSystemBackend freshBackend() {
            return new MemoryBackend(new Configured("memory", 1 << 20));
        }
    }

    @Nested
    class TakesUploads extends UploadContract {
        @Override
        protected FileSystemBackend freshBackend() {
            return new MemoryBackend(new Configured("memory", 0));
        }
    }

    @Test
    void fullMemoryIsOutOfSpaceAndDeletingHelps() throws IOException {
        MemoryFiles files = new MemoryFiles(new MemoryTree(100), "ann", Pathname.ROOT);
        try (Upload upload = files.store(FILE, 0, true)) {
            upload.write(ByteBuffer.allocate(100));
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> upload.write(ByteBuffer.allocate(1)))
                    .extracting(StorageException::reason)
                    .isEqualTo(StorageException.Reason.OUT_OF_SPACE);
            upload.commit();
        }
        assertThat(files.available(Pathname.ROOT)).isZero();
        files.delete(FILE);
        assertThat(files.available(Pathname.ROOT)).isEqualTo(100);
    }

    @Test
    void replacedAndCutOffContentGivesItsSpaceBack() throws IOException {
        MemoryFiles files = new MemoryFiles(new MemoryTree(200_000), "ann", Pathname.ROOT);
        for (int i = 0; i < 10; i++) {
            try (Upload upload = files.store(FILE, 0, true)) {
                upload.write(ByteBuffer.allocate(100_000));
                upload.commit();
            }
        }
        assertThat(files.available(Pathname.ROOT)).isEqualTo(100_000);
        try (Upload upload = files.store(FILE, 10, true)) {
            upload.commit();
        }
        assertThat(files.available(Pathname.ROOT)).isEqualTo(199_990);
    }

    @Test
    void aWrongLimitIsRefusedByName() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MemoryBackend(new Configured("memory", -1)))
                .withMessageContaining("max.bytes = -1");
    }

    private record Configured(String staithe_backend_name, long max_bytes) implements MemoryBackend.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return MemoryBackend.Config.class;
        }
    }
}
