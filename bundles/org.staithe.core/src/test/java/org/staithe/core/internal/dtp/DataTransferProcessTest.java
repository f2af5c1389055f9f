// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataTransferProcessTest {

    @TempDir
    Path folder;

    @Test
    void anAbortEndsATransferThatWaitsForItsClient() throws Exception {
        try (Rig rig = new Rig()) {
            FileUpload target = upload("a");
            Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), Rig.passive()).build());
            assertAborts(started);
            assertThat(target.closed).isTrue();
            assertThat(target.committed).isFalse();
        }
    }

    @Test
    void anAbortEndsATransferThatConnects() throws Exception {
        List<SocketChannel> queued = new ArrayList<>();
        try (Rig rig = new Rig();
                ServerSocket full = new ServerSocket(0, 1, Rig.LOOPBACK)) {
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(full.getLocalSocketAddress());
                queued.add(channel);
            }
            ActiveOpening opening = new ActiveOpening(
                    new InetSocketAddress(Rig.LOOPBACK, 0), (InetSocketAddress) full.getLocalSocketAddress());
            assertAborts(rig.start(new Rig.Order(Rig.receive(upload("a")), opening).build()));
        } finally {
            for (SocketChannel each : queued) {
                each.close();
            }
        }
    }

    @Test
    void anAbortEndsASendToAClientThatDoesNotRead() throws Exception {
        try (Rig rig = new Rig()) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening)) {
                FileChannel file = FileChannel.open(Files.write(folder.resolve("large"), new byte[50_000_000]));
                Rig.Started started = rig.start(new Rig.Order(Rig.send(file), opening).build());
                Rig.until(() -> started.run().bytes() > 100_000);
                assertAborts(started);
                assertThat(file.isOpen()).isFalse();
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void anAbortEndsAReceiveFromASilentClient() throws Exception {
        try (Rig rig = new Rig()) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening)) {
                FileUpload target = upload("a");
                Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), opening).build());
                client.getOutputStream().write(1);
                Rig.until(() -> started.run().bytes() == 1);
                assertAborts(started);
                assertThat(target.committed).isFalse();
            }
        }
    }

    @Test
    void anAbortEndsATransferThatItsPaceHolds() throws Exception {
        try (Rig rig = new Rig()) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening)) {
                FileChannel file = FileChannel.open(Files.write(folder.resolve("a"), new byte[1000]));
                Rig.Started started = rig.start(
                        new Rig.Order(Rig.send(file), opening).bytesPerSecond(1).build());
                assertThat(client.getInputStream().read()).isZero();
                assertAborts(started);
            }
        }
    }

    @Test
    void anAbortEndsAFileSystemThatHangs() throws Exception {
        try (Rig rig = new Rig()) {
            PassiveOpening opening = Rig.passive();
            CountDownLatch hangs = new CountDownLatch(1);
            InputStream hanging = new InputStream() {
                @Override
                public int read() throws IOException {
                    hangs.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new java.io.InterruptedIOException();
                    }
                    return -1;
                }
            };
            try (Socket client = Rig.connect(opening)) {
                Rig.Started started = rig.start(new Rig.Order(Rig.send(Channels.newChannel(hanging)), opening).build());
                hangs.await();
                started.run().abort();
                assertThat(started.ended()).isInstanceOf(TransferEnd.Aborted.class);
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void whatIsBeingPublishedIsNotAborted() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FileUpload target = new FileUpload(folder.resolve("a")) {
            @Override
            public void commit() throws IOException {
                committing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.commit();
            }
        };
        try (Rig rig = new Rig()) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening)) {
                Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), opening).build());
                client.shutdownOutput();
                committing.await();
                started.run().abort();
                go.countDown();
                assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
                assertThat(target.committed).isTrue();
            }
        }
    }

    @Test
    void beyondTheBoundAnOrderIsRefusedUntouchedAndTheNextFindsThePlaceFree() throws Exception {
        try (Rig rig = new Rig(1, 1)) {
            for (int round = 0; round < 100; round++) {
                PassiveOpening opening = Rig.passive();
                Rig.Started first = rig.start(new Rig.Order(Rig.receive(upload("a")), opening).build());
                FileUpload untouched = upload("b");
                Rig.Grant grant = new Rig.Grant();
                try (PassiveOpening other = PassiveOpening.bind(grant, Rig.LOOPBACK)) {
                    assertThatThrownBy(() -> rig.start(new Rig.Order(Rig.receive(untouched), other).build()))
                            .isInstanceOf(RejectedExecutionException.class);
                    assertThat(untouched.closed).isFalse();
                    assertThat(grant.closed).hasValue(0);
                }
                untouched.close();
                try (Socket client = Rig.connect(opening)) {
                    client.shutdownOutput();
                    assertThat(first.ended()).isInstanceOf(TransferEnd.Completed.class);
                }
            }
        }
    }

    @Test
    void manyTransfersAtOnceAreAllRightAndLeaveNothing() throws Exception {
        long threads = Rig.dataThreads().size();
        round();
        long descriptors = Rig.descriptors();
        round();
        Rig.until(() -> Rig.descriptors() <= descriptors);
        assertThat(Rig.dataThreads()).hasSizeLessThanOrEqualTo((int) threads);
    }

    private void round() throws Exception {
        byte[] content = Rig.random(3_000_001, 9);
        Path source = Files.write(folder.resolve("source"), content);
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try (Rig rig = new Rig(64, 8)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int number = i;
                all.add(() -> {
                    if (number % 2 == 0) {
                        download(rig, source, content);
                    } else {
                        store(rig, folder.resolve("target" + number), content);
                    }
                    return null;
                });
            }
            for (Future<Void> each : clients.invokeAll(all)) {
                each.get();
            }
            assertThat(rig.dtp.running()).isZero();
            assertThat(rig.dtp.buffersLent()).isZero();
        } finally {
            clients.shutdown();
            clients.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static void download(Rig rig, Path source, byte[] content) throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.send(FileChannel.open(source)), opening).build());
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(content);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
    }

    private static void store(Rig rig, Path path, byte[] content) throws Exception {
        PassiveOpening opening = Rig.passive();
        FileUpload target = new FileUpload(path);
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.receive(target), opening).build());
            client.getOutputStream().write(content);
            client.shutdownOutput();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
        assertThat(path).hasBinaryContent(content);
    }

    private FileUpload upload(String name) throws IOException {
        return new FileUpload(folder.resolve(name));
    }

    private static void assertAborts(Rig.Started started) throws Exception {
        long begun = System.nanoTime();
        started.run().abort();
        started.run().abort();
        assertThat(started.ended()).isInstanceOf(TransferEnd.Aborted.class);
        // Far below the two seconds after which a hanging thread is interrupted.
        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(1).toNanos());
    }
}
