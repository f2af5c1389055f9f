// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.command.Transfer;
import org.staithe.session.TransferReport.Direction;
import org.staithe.session.TransferReport.Result;

@Timeout(60)
class SendTest {

    private static final byte[] CONTENT = Rig.random(5_000_003, 1);

    @TempDir
    Path folder;

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aFileArrivesWholeAndEverythingIsClosedAndReported() throws Exception {
        FileChannel file = file(CONTENT);
        Rig.Grant grant = new Rig.Grant();
        PassiveOpening opening = PassiveOpening.bind(grant, Rig.LOOPBACK);
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.send(file), opening).build());
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(CONTENT);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            assertThat(file.isOpen()).isFalse();
            assertThat(grant.closed).hasValue(1);
            RunningTransfer run = started.run();
            assertThat(run.bytes()).isEqualTo(CONTENT.length);
            assertThat(run.result()).isEqualTo(Result.COMPLETED);
            assertThat(run.direction()).isEqualTo(Direction.DOWNLOAD);
            assertThat(run.path()).isEqualTo(Rig.NAME);
            assertThat(run.took()).isPositive().isEqualTo(run.took());
            assertThat(run.secure()).isFalse();
            assertThat(run.code()).isZero();
            run.answered(226);
            assertThat(run.code()).isEqualTo(226);
            assertThat(rig.dtp.running()).isZero();
        }
    }

    @Test
    void aRangeIsSentFromWhereTheFileStands() throws Exception {
        FileChannel file = file(CONTENT);
        file.position(1000);
        assertThat(sent(new Rig.Order(Rig.send(file), Rig.passive()).range(1000, 70_000)))
                .isEqualTo(Arrays.copyOfRange(CONTENT, 1000, 71_000));
    }

    @Test
    void aSourceThatIsNoFileIsSentWhole() throws Exception {
        assertThat(sent(new Rig.Order(Rig.send(stream(CONTENT)), Rig.passive())))
                .isEqualTo(CONTENT);
    }

    @Test
    void aRangeOfASourceThatIsNoFileIsCut() throws Exception {
        assertThat(sent(new Rig.Order(Rig.send(stream(CONTENT)), Rig.passive()).range(0, 1_500_000)))
                .isEqualTo(Arrays.copyOf(CONTENT, 1_500_000));
    }

    @Test
    void anEmptyFileArrivesEmpty() throws Exception {
        assertThat(sent(new Rig.Order(Rig.send(file(new byte[0])), Rig.passive())))
                .isEmpty();
    }

    @Test
    void inAsciiEachLineEndsWithCrlf() throws Exception {
        String text = "line\nand line\r\n".repeat(200_000);
        assertThat(new String(sent(new Rig.Order(Rig.send(file(text.getBytes(UTF_8))), Rig.passive()).ascii()), UTF_8))
                .isEqualTo("line\r\nand line\r\n".repeat(200_000));
    }

    @Test
    void aLimitedFileArrivesWholeAndNotFaster() throws Exception {
        byte[] content = Arrays.copyOf(CONTENT, 100_000);
        long begun = System.nanoTime();
        assertThat(sent(new Rig.Order(Rig.send(file(content)), Rig.passive()).bytesPerSecond(200_000)))
                .isEqualTo(content);
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(350).toNanos());
    }

    @Test
    void anActiveConnectionCarriesAFile() throws Exception {
        try (java.net.ServerSocket client = new java.net.ServerSocket(0, 1, Rig.LOOPBACK)) {
            ActiveOpening opening = new ActiveOpening(
                    new InetSocketAddress(Rig.LOOPBACK, 0), new InetSocketAddress(Rig.LOOPBACK, client.getLocalPort()));
            Rig.Started started = rig.start(new Rig.Order(Rig.send(file(CONTENT)), opening).build());
            try (Socket data = client.accept()) {
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(CONTENT);
            }
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
    }

    @Test
    void linesArriveInUtf8WithCrlfAndTheStreamIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        String long1 = "ü".repeat(50_000);
        Stream<String> lines = Stream.of("one", "", long1, "é").onClose(closed::countDown);
        assertThat(new String(sent(new Rig.Order(Rig.text(lines), Rig.passive())), UTF_8))
                .isEqualTo("one\r\n\r\n" + long1 + "\r\né\r\n");
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void theFirstLineArrivesWhileALaterOneIsStillLookedFor() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Stream<String> lines = IntStream.range(0, 100_000).mapToObj(i -> {
            if (i == 90_000) {
                await(seen);
            }
            return "entry number " + i;
        });
        PassiveOpening opening = Rig.passive();
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.text(lines), opening).build());
            assertThat(client.getInputStream().readNBytes(16)).isEqualTo("entry number 0\r\n".getBytes(UTF_8));
            seen.countDown();
            client.getInputStream().readAllBytes();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
    }

    @Test
    void aDirectoryThatFailsHalfWayIsTheFailureOfTheFileSystem() throws Exception {
        IOException fault = new IOException("disk");
        Stream<String> lines = Stream.of("a", "b").peek(line -> {
            if (line.equals("b")) {
                throw new UncheckedIOException(fault);
            }
        });
        assertThat(ended(Rig.text(lines))).isEqualTo(new TransferEnd.Failed(fault));
    }

    @Test
    void aFileThatBecomesShorterFailsTheTransfer() throws Exception {
        Path path = Files.write(folder.resolve("shrinking"), Rig.random(50_000_000, 2));
        PassiveOpening opening = Rig.passive();
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.send(FileChannel.open(path)), opening).build());
            client.getInputStream().readNBytes(1);
            try (FileChannel shorten = FileChannel.open(path, StandardOpenOption.WRITE)) {
                shorten.truncate(10);
            }
            client.getInputStream().readAllBytes();
            assertThat(started.ended())
                    .isInstanceOfSatisfying(TransferEnd.Failed.class, failed -> assertThat(failed.cause())
                            .isInstanceOf(EOFException.class));
        }
    }

    @Test
    void aFileThatCannotBeReadIsAFailureOfTheFile() throws Exception {
        FileChannel file = file(CONTENT);
        file.close();
        assertThat(ended(Rig.send(file))).isInstanceOf(TransferEnd.Failed.class);
        RuntimeException bug = new IllegalStateException("bug of a plugin");
        ReadableByteChannel faulty = Channels.newChannel(new InputStream() {
            @Override
            public int read() {
                throw bug;
            }
        });
        assertThat(ended(Rig.send(faulty))).isEqualTo(new TransferEnd.Failed(bug));
    }

    @Test
    void aClientThatResetsTheConnectionBreaksIt() throws Exception {
        Path path = Files.write(folder.resolve("large"), Rig.random(50_000_000, 2));
        PassiveOpening opening = Rig.passive();
        Rig.Started started;
        try (Socket client = Rig.connect(opening)) {
            started = rig.start(new Rig.Order(Rig.send(FileChannel.open(path)), opening).build());
            client.getInputStream().readNBytes(100);
            client.setSoLinger(true, 0);
        }
        assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
        assertThat(started.run().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aClientThatTalksBackStillGetsTheWholeFile() throws Exception {
        for (int round = 0; round < 20; round++) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening)) {
                client.getOutputStream().write(new byte[1000]);
                Rig.Started started = rig.start(new Rig.Order(Rig.send(file(CONTENT)), opening).build());
                assertThat(client.getInputStream().readAllBytes()).isEqualTo(CONTENT);
                client.close();
                assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsAStall() throws Exception {
        Path path = Files.write(folder.resolve("large"), new byte[50_000_000]);
        PassiveOpening opening = Rig.passive();
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(Rig.send(FileChannel.open(path)), opening)
                    .stallPatience(Duration.ofMillis(300))
                    .build());
            assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void aSlowReaderIsNoStall() throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket client = new Socket()) {
            // So small that the window opens with each read; a large one hides a slow reader from any server.
            client.setReceiveBufferSize(4096);
            client.connect(opening.local());
            Rig.Started started = rig.start(new Rig.Order(Rig.send(file(new byte[8_000_000])), opening)
                    .stallPatience(Duration.ofSeconds(2))
                    .build());
            // At this rate the kernel calls the socket writable every 10 s or so, far beyond the patience.
            long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            byte[] bit = new byte[2048];
            while (System.nanoTime() < end) {
                client.getInputStream().readNBytes(bit, 0, bit.length);
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            assertThat(started.end()).isNotDone();
            started.run().abort();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Aborted.class);
        }
    }

    @Test
    void aClientThatNeverComesIsNotOpened() throws Exception {
        FileChannel file = file(CONTENT);
        Rig.Started started = rig.start(new Rig.Order(Rig.send(file), Rig.passive())
                .connectPatience(Duration.ofMillis(50))
                .build());
        assertThat(started.ended()).isInstanceOf(TransferEnd.NotOpened.class);
        assertThat(file.isOpen()).isFalse();
    }

    private FileChannel file(byte[] content) throws IOException {
        return FileChannel.open(Files.write(folder.resolve("sent"), content));
    }

    private static ReadableByteChannel stream(byte[] content) {
        return Channels.newChannel(new ByteArrayInputStream(content));
    }

    private byte[] sent(Rig.Order order) throws Exception {
        try (Socket client = Rig.connect((PassiveOpening) order.opening)) {
            Rig.Started started = rig.start(order.build());
            byte[] all = client.getInputStream().readAllBytes();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            return all;
        }
    }

    private TransferEnd ended(Transfer transfer) throws Exception {
        PassiveOpening opening = Rig.passive();
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(new Rig.Order(transfer, opening).build());
            client.getInputStream().readAllBytes();
            return started.ended();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
