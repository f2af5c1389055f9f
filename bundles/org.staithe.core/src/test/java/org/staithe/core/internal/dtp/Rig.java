// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.staithe.command.ByteRange;
import org.staithe.command.Transfer;
import org.staithe.data.PassiveGrant;
import org.staithe.filesystem.Pathname;
import org.staithe.session.RepresentationType;

/** A data transfer process, and what a session and a client would do around it. */
final class Rig implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ExecutorService threads = DataTransferProcess.threads();
    final DataTransferProcess dtp;

    Rig() {
        this(200, 16);
    }

    Rig(int transfers, int buffers) {
        dtp = new DataTransferProcess(threads, transfers, buffers, InstantSource.system());
    }

    @Override
    public void close() {
        dtp.close();
        threads.shutdown();
    }

    /** A grant that counts how often it is closed. */
    static final class Grant implements PassiveGrant {
        final AtomicInteger closed = new AtomicInteger();
        private final InetSocketAddress bind;

        Grant() {
            this(new InetSocketAddress(LOOPBACK, 0));
        }

        Grant(InetSocketAddress bind) {
            this.bind = bind;
        }

        @Override
        public InetSocketAddress bind() {
            return bind;
        }

        @Override
        public InetAddress advertised() {
            return LOOPBACK;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    static PassiveOpening passive() throws IOException {
        return PassiveOpening.bind(new Grant(), LOOPBACK);
    }

    /** A transfer that was started. */
    record Started(RunningTransfer run, CompletableFuture<TransferEnd> end) {

        TransferEnd ended() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }
    }

    Started start(TransferOrder order) {
        CompletableFuture<TransferEnd> end = new CompletableFuture<>();
        RunningTransfer run = dtp.start(order, (same, how) -> end.complete(how));
        return new Started(run, end);
    }

    /** What a client sends. */
    interface Sending {
        void to(OutputStream out) throws IOException;
    }

    /** An upload by a client that sends this, from its beginning to its end. */
    Started upload(Order order, PassiveOpening opening, Sending content) throws Exception {
        try (Socket client = connect(opening)) {
            Started started = start(order.build());
            try {
                content.to(client.getOutputStream());
                client.shutdownOutput();
            } catch (IOException e) {
                // The server had enough.
                assertThat(started.ended()).isInstanceOf(TransferEnd.Failed.class);
            }
            started.ended();
            return started;
        }
    }

    /** An order with what most tests want, and what this one wants otherwise. */
    static final class Order {
        final Transfer transfer;
        final DataOpening opening;
        RepresentationType type = RepresentationType.IMAGE;
        ByteRange range = ByteRange.WHOLE;
        Optional<DataProtection> protection = Optional.empty();
        long bytesPerSecond;
        long sizeLimit;
        Duration connectPatience = Duration.ofSeconds(10);
        Duration stallPatience = Duration.ofSeconds(10);

        Order(Transfer transfer, DataOpening opening) {
            this.transfer = transfer;
            this.opening = opening;
        }

        Order ascii() {
            type = RepresentationType.ASCII;
            return this;
        }

        Order range(long offset, long length) {
            range = new ByteRange(offset, OptionalLong.of(length));
            return this;
        }

        Order protection(DataProtection by) {
            protection = Optional.of(by);
            return this;
        }

        Order bytesPerSecond(long limit) {
            bytesPerSecond = limit;
            return this;
        }

        Order sizeLimit(long limit) {
            sizeLimit = limit;
            return this;
        }

        Order connectPatience(Duration patience) {
            connectPatience = patience;
            return this;
        }

        Order stallPatience(Duration patience) {
            stallPatience = patience;
            return this;
        }

        TransferOrder build() {
            return new TransferOrder(
                    "TEST",
                    transfer,
                    opening,
                    type,
                    range,
                    protection,
                    bytesPerSecond,
                    sizeLimit,
                    connectPatience,
                    stallPatience);
        }
    }

    static final Pathname NAME = Pathname.ROOT.resolve("file");

    static Transfer.Send send(ReadableByteChannel source) {
        return new Transfer.Send("Opening.", NAME, source);
    }

    static Transfer.Receive receive(FileUpload target) {
        return new Transfer.Receive("Opening.", NAME, target);
    }

    static Transfer.Text text(Stream<String> lines) {
        return new Transfer.Text("Opening.", NAME, lines);
    }

    static Socket connect(PassiveOpening opening) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(opening.local(), 10_000);
        return socket;
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> dataThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("staithe-worker"))
                .sorted()
                .toList();
    }

    /** Waits for something that another thread or the kernel is about to bring. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Did not happen within 10 s");
            }
            Thread.onSpinWait();
        }
    }
}
