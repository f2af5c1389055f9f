// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** Attempts to use up processor, memory, descriptors or patience. */
class ResourceAttacksIT {

    @TempDir
    static Path folder;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Installation.prepare(home);
        Path listener = home.resolve("config/org.staithe.core.listener-default.cfg");
        Installation.set(listener, "stall.seconds", "3");
        Installation.set(listener, "connect.seconds", "2");
        Installation.set(listener, "idle.seconds", "4");
        server = ServerProcess.start(folder);
        Path deep = server.root();
        for (int i = 0; i < 50; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.createSymbolicLink(server.root().resolve("d/loop"), Path.of(".."));
        for (int i = 0; i < 200; i++) {
            Files.createFile(server.root().resolve("a".repeat(100) + i));
        }
        OddTree.file(server.root().resolve("large.bin"), 40_000_000);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LIST *?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*b",
                "NLST a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
                "LIST */../*/../*/../*/../*/../*/../*",
                "NLST */*/*/*/*/*/*/*/*/*/*",
                "LIST -R /",
                "LIST -R d",
                "LIST {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
                "STAT *?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*b",
                "LIST [!-~][!-~]*[!-~]*[!-~]*[!-~]*[!-~]*b",
                "MLSD d/loop/d/loop/d/loop/d"
            })
    void patternsAndRecursionAreAnsweredFast(String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            client.patience(Duration.ofSeconds(2));
            try (DataConnection data = client.opensData()) {
                client.says(command).hears();
                if (client.reply().code() == 150) {
                    data.receives();
                    client.hears();
                }
            }
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void aTransferWithoutProgressEnds() throws Exception {
        try (ScriptedClient reader = server.login().patience(Duration.ofSeconds(10));
                DataConnection unread = reader.opensData();
                ScriptedClient writer = server.login().patience(Duration.ofSeconds(10));
                DataConnection unwritten = writer.opensData()) {
            reader.says("RETR large.bin").gets(150);
            writer.says("STOR stalled.bin").gets(150);
            unwritten.sends(new byte[10]);
            assertThat(unread.receives(1)).hasSize(1);
            reader.gets(426);
            writer.gets(426);
            assertThat(server.root().resolve("stalled.bin")).doesNotExist();
        }
    }

    @Test
    void aDataConnectionThatNobodyOpensIsGivenUp() throws Exception {
        try (ScriptedClient client = server.login()) {
            client.says("EPSV").gets(229).says("RETR large.bin").gets(150, 425);
            if (client.reply().code() == 150) {
                client.gets(425);
            }
            assertThat(server.figures().listeningPorts()).isEqualTo(1);
        }
    }

    @Test
    void aSlowTransferIsNotIdle() throws Exception {
        try (ScriptedClient client = server.login();
                DataConnection data = client.opensData()) {
            client.says("STOR slow.bin").gets(150);
            for (int i = 0; i < 7; i++) {
                data.sends(new byte[1]);
                Thread.sleep(1000); // longer than the idle deadline in all: the time itself is what is tested
            }
            data.ends();
            client.gets(226).says("NOOP").gets(200);
        }
    }

    @Test
    void thoseWhoSayNothingAfterLoginAreHungUpOn() throws IOException {
        try (ScriptedClient client = server.login().patience(Duration.ofSeconds(8))) {
            client.gets(421).isHungUpOn();
        }
    }

    @Test
    void theServerRecoversWhenDescriptorsRunOut() throws Exception {
        String pid = Long.toString(server.pid());
        long open = server.figures().descriptors();
        prlimit(pid, "--nofile=" + (open + 30) + ":");
        List<ScriptedClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                clients.add(ScriptedClient.connect(server.address()));
            }
        } finally {
            for (ScriptedClient client : clients) {
                client.close();
            }
            prlimit(pid, "--nofile=20000:");
        }
        Await.until("the server serves again", Duration.ofSeconds(10), () -> {
            try (ScriptedClient client = server.login()) {
                return client.lists("NLST d").size() >= 1;
            }
        });
    }

    private static void prlimit(String pid, String limit) throws IOException, InterruptedException {
        Tool.run(Duration.ofSeconds(5), "prlimit", "--pid", pid, limit).succeeded();
    }
}
