// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** The process dies in the middle of an upload, or is asked to stop, and is started again. */
class CrashIT extends WithServer {

    private static final byte[] OLD = OddTree.bytes(new Random(1), 10_000);
    private static final byte[] NEW = OddTree.bytes(new Random(2), 3_000_000);
    private static final int SENT = 2_000_000;

    @Test
    void afterAKillTheOldFileIsWholeAndTheUploadGoesOn() throws Exception {
        Path file = Files.write(server.root().resolve("file.bin"), OLD);
        uploadHalf("file.bin");
        uploadHalf("fresh.bin");
        server.kill();
        assertThat(file).hasBinaryContent(OLD);
        assertThat(server.root().resolve("fresh.bin")).doesNotExist();

        server.restart();
        try (ScriptedClient client = server.login()) {
            assertThat(client.lists("NLST")).containsExactly("file.bin");
            assertThat(client.downloads("RETR file.bin")).isEqualTo(OLD);
            client.says("REST " + SENT).gets(350);
            client.uploads("STOR fresh.bin", Arrays.copyOfRange(NEW, SENT, NEW.length));
            assertThat(server.root().resolve("fresh.bin")).hasBinaryContent(NEW);
            client.says("REST " + SENT).gets(350);
            client.uploads("STOR file.bin", Arrays.copyOfRange(NEW, SENT, NEW.length));
            assertThat(file).hasBinaryContent(NEW);
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("file.bin", "fresh.bin");
            client.says("DELE file.bin").gets(250).says("DELE fresh.bin").gets(250);
        }
        try (var left = Files.walk(server.root())) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aTransferMayEndBeforeTheServerStops() throws Exception {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("STOR last.bin").gets(150);
            data.sends(Arrays.copyOf(NEW, SENT));
            Thread stop = new Thread(() -> {
                try {
                    server.stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            stop.start();
            Await.until("nobody new is let in", Duration.ofSeconds(10), () -> refused());
            data.sends(Arrays.copyOfRange(NEW, SENT, NEW.length)).ends();
            client.gets(226).gets(421).isHungUpOn();
            stop.join();
        }
        assertThat(server.root().resolve("last.bin")).hasBinaryContent(NEW);
        Files.delete(server.root().resolve("last.bin"));
        server.restart();
    }

    private static boolean refused() {
        try (ScriptedClient late = ScriptedClient.connect(server.address())) {
            return late.hears().reply().code() == 421;
        } catch (IOException e) {
            return true;
        }
    }

    private static void uploadHalf(String name) throws Exception {
        ScriptedClient client = server.login();
        DataConnection data = client.opensData();
        client.says("STOR " + name).gets(150);
        data.sends(Arrays.copyOf(NEW, SENT));
        Await.until("the server has written what was sent", Duration.ofSeconds(10), () -> {
            for (String file : server.figures().openFilesBelow(server.root())) {
                if (Files.isRegularFile(Path.of(file)) && Files.size(Path.of(file)) == SENT) {
                    return true;
                }
            }
            return false;
        });
        if (name.equals("file.bin")) {
            // The first one is left to the crash of its network, the second one to that of the server.
            client.resets();
            data.resets();
        }
    }
}
