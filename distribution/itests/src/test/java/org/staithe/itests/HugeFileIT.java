// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** Sizes that do not fit in 32 bits; the source has holes, so that only what the server writes takes room. */
@Timeout(120)
class HugeFileIT {

    private static final long SIZE = (1L << 32) + 1;
    private static final byte MARK = 42;

    private static final long ROOM = 6L << 30;
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    static Path disk;

    private static Path folder;
    private static ServerProcess server;

    /** In memory where there is room: a slow disk says nothing about the server. */
    @BeforeAll
    static void start() throws Exception {
        boolean room = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        folder = room ? Files.createTempDirectory(MEMORY, "staithe-itests-") : disk;
        server = ServerProcess.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        if (!folder.equals(disk)) {
            Tool.run(Duration.ofSeconds(20), "rm", "-r", folder.toString()).succeeded();
        }
    }

    @Test
    void fourGibibytesAndOneGoUp() throws Exception {
        Path source = sparse(folder.resolve("source.bin"));
        String url =
                "ftp://" + ServerProcess.USER + ":" + ServerProcess.PASSWORD + "@" + server.authority() + "/up.bin";
        Tool.run(Duration.ofSeconds(100), "curl", "-sS", "-T", source.toString(), url)
                .succeeded();
        Path stored = server.root().resolve("up.bin");
        try {
            Tool.run(Duration.ofSeconds(60), "cmp", source.toString(), stored.toString())
                    .succeeded();
        } finally {
            Files.delete(stored);
        }
    }

    @Test
    void fourGibibytesAndOneComeDown() throws Exception {
        sparse(server.root().resolve("down.bin"));
        try (ScriptedClient client = server.login()) {
            assertThat(client.says("SIZE down.bin").gets(213).text()).isEqualTo(Long.toString(SIZE));
            try (DataConnection data = client.opensData()) {
                client.says("RETR down.bin").gets(150);
                assertThat(readToTheMark(data.socket().getInputStream())).isEqualTo(SIZE);
            }
            client.gets(226);
            client.says("REST " + (SIZE - 1)).gets(350);
            assertThat(client.downloads("RETR down.bin")).containsExactly(MARK);
        }
    }

    private static Path sparse(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {MARK}), SIZE - 1);
        }
        return file;
    }

    /** Counts the bytes, all of which must be zero but the last. */
    private static long readToTheMark(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 18];
        byte[] zeros = new byte[1 << 18];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
            int plain = total == SIZE ? count - 1 : count;
            assertThat(Arrays.equals(buffer, 0, plain, zeros, 0, plain))
                    .as("before %d", total)
                    .isTrue();
            assertThat(plain == count || buffer[count - 1] == MARK).isTrue();
        }
        return total;
    }
}
