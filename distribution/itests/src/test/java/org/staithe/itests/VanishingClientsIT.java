// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** Clients that vanish in the middle of something leave nothing behind. */
class VanishingClientsIT {

    private static final int CLIENTS = 100;
    private static final byte[] OLD = "the old content".getBytes(StandardCharsets.UTF_8);

    /** Referenced to the end, so that no garbage collector closes what the server has to give up by itself. */
    private static final List<AutoCloseable> SILENT = new ArrayList<>();

    @TempDir
    static Path folder;

    private static ServerProcess server;

    /** Ways to be gone. */
    private enum Exit {
        RESET {
            @Override
            void leave(ScriptedClient client, DataConnection data) throws IOException {
                client.resets();
                data.resets();
            }
        },
        FIN {
            @Override
            void leave(ScriptedClient client, DataConnection data) throws IOException {
                client.close();
                // In stream mode the end of the data alone would be the end of the file.
                awaitEnd(data);
                data.close();
            }
        },
        DATA_RESET_ONLY {
            @Override
            void leave(ScriptedClient client, DataConnection data) throws IOException {
                data.resets();
                client.gets(426);
                client.close();
            }
        },
        NOTHING {
            @Override
            void leave(ScriptedClient client, DataConnection data) {}
        };

        abstract void leave(ScriptedClient client, DataConnection data) throws IOException;
    }

    @BeforeAll
    static void start() throws Exception {
        Installation.prepare(Files.createDirectories(folder.resolve("home")));
        Path listener = folder.resolve("home/config/org.staithe.core.listener-default.cfg");
        Installation.set(listener, "stall.seconds", "3");
        Installation.set(listener, "connect.seconds", "3");
        Installation.set(listener, "idle.seconds", "3");
        server = ServerProcess.start(folder);
        server.addQuickUser();
        OddTree.file(server.root().resolve("large.bin"), 40_000_000);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void noThreadPortDescriptorOrPartialFileIsLeft() throws Exception {
        // Once through everything, so that pools and classes are there.
        vanish(8);
        awaitQuiet(server.figures().descriptors());
        ServerFigures figures = server.figures();
        long threads = figures.threads();
        long descriptors = figures.descriptors();
        vanish(CLIENTS);
        awaitQuiet(descriptors);
        Await.until("data threads end", Duration.ofSeconds(30), () -> figures.threads("staithe-worker") == 0);
        assertThat(figures.threads() - threads)
                .as("more than the workers there may be")
                .isLessThan(70);
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(server.root().resolve("new-" + i)).doesNotExist();
            Path old = server.root().resolve("old-" + i);
            if (Files.exists(old)) {
                assertThat(old).hasBinaryContent(OLD);
            }
        }
        try (ScriptedClient client = server.login()) {
            assertThat(client.lists("NLST")).allMatch(name -> name.matches("old-\\d+|large\\.bin"));
        }
    }

    /** The port may be opened just when the client is found to be gone. */
    @Test
    void aPortIsNotKeptForWhoHasGoneMeanwhile() throws Exception {
        for (int i = 0; i < 300; i++) {
            ScriptedClient client = server.connect().logsIn(ServerProcess.QUICK, ServerProcess.PASSWORD);
            client.says("EPSV").resets();
        }
        Await.until("no port is open", Duration.ofSeconds(30), () -> {
            assertThat(server.figures().listeningPorts()).isEqualTo(1);
            return true;
        });
    }

    private static void awaitQuiet(long descriptors) throws InterruptedException {
        ServerFigures figures = server.figures();
        Await.until("files, ports and descriptors are closed", Duration.ofSeconds(30), () -> {
            assertThat(figures.openFilesBelow(server.root())).isEmpty();
            assertThat(figures.listeningPorts()).isEqualTo(1);
            assertThat(figures.descriptors()).isLessThanOrEqualTo(descriptors + 4);
            return true;
        });
    }

    /** Downloads, new uploads, uploads over old files and ports that are never used; each ends in each way. */
    private static void vanish(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            ScriptedClient client = server.connect().logsIn(ServerProcess.QUICK, ServerProcess.PASSWORD);
            client.says("TYPE I").gets(200);
            DataConnection data = client.opensData();
            Exit exit = Exit.values()[i % 4];
            switch (i / 4 % 4) {
                case 0 -> {
                    client.says("RETR large.bin").gets(150);
                    assertThat(data.receives(1)).hasSize(1);
                }
                case 1 -> {
                    client.says("STOR new-" + i).gets(150);
                    data.sends(new byte[100_000]);
                }
                case 2 -> {
                    Files.write(server.root().resolve("old-" + i), OLD);
                    client.says("STOR old-" + i).gets(150);
                    data.sends(new byte[100_000]);
                }
                default -> {
                    // A port that is asked for and never used.
                    data.close();
                    client.says("EPSV").gets(229);
                    client.resets();
                    continue;
                }
            }
            exit.leave(client, data);
            if (exit == Exit.NOTHING) {
                SILENT.add(client);
                SILENT.add(data);
            }
        }
    }

    private static void awaitEnd(DataConnection data) {
        try {
            data.receives();
        } catch (IOException e) {
            // A reset is an end, too.
        }
    }
}
