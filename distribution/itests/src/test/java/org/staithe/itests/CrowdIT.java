// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.DataMode;
import org.staithe.testkit.client.ScriptedClient;

/** Many at once: those who transfer, those who do nothing, and those who do not read. */
@Alone
class CrowdIT extends WithServer {

    private static final int SIZE = 50_000_000;

    @BeforeAll
    static void prepare() throws Exception {
        server.addQuickUser();
        OddTree.file(server.root().resolve("large.bin"), SIZE);
    }

    @Test
    void noopIsQuickWhileTwoHundredTransfer() throws Exception {
        List<ScriptedClient> clients = clients(200);
        List<DataConnection> transfers = new ArrayList<>();
        for (ScriptedClient client : clients) {
            DataConnection data = client.opensData();
            client.says("RETR large.bin").gets(150);
            transfers.add(data);
        }
        AtomicLong received = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        Thread reader = new Thread(() -> readInTurn(transfers, received, enough));
        reader.start();
        try (ScriptedClient other = server.login()) {
            Await.until("every transfer runs", Duration.ofSeconds(10), () -> received.get() > 200 * 65_536L);
            long[] millis = new long[100];
            for (int i = 0; i < millis.length; i++) {
                long start = System.nanoTime();
                other.says("NOOP").gets(200);
                millis[i] = Duration.ofNanos(System.nanoTime() - start).toMillis();
            }
            long atTheEnd = received.get();
            Await.until("the transfers still run", Duration.ofSeconds(10), () -> received.get() > atTheEnd);
            Arrays.sort(millis);
            // The two cores are shared with the clients and the tests: a single outlier says nothing about the server.
            assertThat(millis[94])
                    .as("95 of 100, in ms: %s", Arrays.toString(millis))
                    .isLessThan(100);
        } finally {
            enough.set(true);
            reader.join();
            close(transfers);
            close(clients);
        }
    }

    @Test
    void aThousandIdleSessionsNeedNoThreadsAndAreServed() throws Exception {
        long threads = server.figures().threads();
        List<ScriptedClient> clients = clients(1000);
        try {
            assertThat(server.figures().threads() - threads).isLessThan(100);
            for (ScriptedClient client : clients) {
                client.says("NOOP");
            }
            for (ScriptedClient client : clients) {
                client.gets(200);
            }
        } finally {
            close(clients);
        }
        Await.until(
                "the sessions are gone",
                Duration.ofSeconds(10),
                () -> server.figures().descriptors() < 500);
    }

    @Test
    void thoseWhoDoNotReadDoNotStopThoseWhoDo() throws Exception {
        List<ScriptedClient> clients = clients(30);
        List<DataConnection> stalled = new ArrayList<>();
        for (ScriptedClient client : clients) {
            stalled.add(client.opensData());
            client.says("RETR large.bin").gets(150);
        }
        try (ScriptedClient other = ScriptedClient.connect(server.address()).patience(Duration.ofSeconds(2))) {
            other.expects(220).logsIn(ServerProcess.USER, ServerProcess.PASSWORD);
            assertThat(other.lists("NLST")).contains("large.bin");
        } finally {
            close(stalled);
            close(clients);
        }
    }

    @Test
    void everyShortTransferIsAnsweredBeforeAndAfter() throws Exception {
        Files.write(server.root().resolve("small.bin"), new byte[1000]);
        List<ScriptedClient> clients = clients(4);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (ScriptedClient client : clients) {
            work.add(() -> {
                client.uses(DataMode.PORT);
                for (int i = 0; i < 400; i++) {
                    assertThat(client.downloads("RETR small.bin")).hasSize(1000);
                }
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
            close(clients);
        }
    }

    private static void readInTurn(List<DataConnection> transfers, AtomicLong received, AtomicBoolean enough) {
        try {
            while (!enough.get()) {
                for (DataConnection transfer : transfers) {
                    received.addAndGet(transfer.receives(65_536).length);
                }
            }
        } catch (IOException e) {
            // The test sees that nothing comes any more.
        }
    }

    private static List<ScriptedClient> clients(int count) throws IOException {
        List<ScriptedClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(server.connect().logsIn(ServerProcess.QUICK, ServerProcess.PASSWORD));
            clients.get(i).says("TYPE I").gets(200);
        }
        return clients;
    }

    private static void close(List<? extends AutoCloseable> all) throws Exception {
        for (AutoCloseable one : all) {
            one.close();
        }
    }
}
