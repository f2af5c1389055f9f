// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.StorageException.Reason;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.memory.internal.MemoryFiles;

class FaultyFilesTest {

    private static final Pathname FILE = Pathname.of("/file");

    private final FaultyFiles files = new FaultyFiles(new MemoryFiles());

    @Test
    void theNthWriteFailsAndNoOther() throws IOException {
        files.at(Moment.WRITE, 2, Fault.failing(new StorageException(Reason.OUT_OF_SPACE, "full")));
        try (Upload upload = files.store(FILE, 0, true)) {
            upload.write(bytes("one"));
            assertThatThrownBy(() -> upload.write(bytes("two"))).isInstanceOf(StorageException.class);
            upload.write(bytes("three"));
        }
        assertThat(files.unfinished(FILE)).hasValue(8);
    }

    @Test
    void aFailedCommitPublishesNothing() throws IOException {
        files.at(Moment.COMMIT, 1, Fault.failing(new IOException("no")));
        try (Upload upload = files.store(FILE, 0, true)) {
            assertThatThrownBy(upload::commit).hasMessage("no");
        }
        assertThatThrownBy(() -> files.stat(FILE)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aReadWaitsAtTheGateUntilItOpens() throws Exception {
        try (Upload upload = files.store(FILE, 0, true)) {
            upload.write(bytes("content"));
            upload.commit();
        }
        Gate gate = new Gate();
        files.at(Moment.READ, 1, gate);
        try (ReadableByteChannel channel = files.retrieve(FILE, 0)) {
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return channel.read(ByteBuffer.allocate(100));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            gate.awaitCall();
            assertThat(read).isNotDone();
            gate.open();
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
