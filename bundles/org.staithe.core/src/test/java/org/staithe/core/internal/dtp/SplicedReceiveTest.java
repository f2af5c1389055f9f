// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.core.internal.splice.Pipe;
import org.staithe.core.internal.splice.Splice;
import org.staithe.filesystem.StorageException;

/** Uploads that the system moves into their files. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_22)
class SplicedReceiveTest {

    private static final byte[] CONTENT = Rig.random(5_000_003, 3);
    private static final byte[] SECRET = {1, 2, 3, 4};

    @TempDir
    Path folder;

    private final Rig rig = new Rig();
    private FileUpload target;
    private PassiveOpening opening;

    @BeforeEach
    void prepare() throws IOException {
        rig.dtp.uploadsWithoutCopy(true);
        Rig.until(rig.dtp::uploadsNeedNoCopy);
        target = new FileUpload(folder.resolve("stored"));
        opening = Rig.passive();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 34 * 1024, 34 * 1024 + 1, 1024 * 1024, 1024 * 1024 + 1, 40_000_007})
    void eachByteArrivesWhateverThePieces(int size) throws Exception {
        byte[] content = Rig.random(size, size);
        Random random = new Random(size);
        Rig.Started started = rig.upload(order(), opening, out -> {
            for (int sent = 0; sent < size; ) {
                int n = Math.min(size - sent, 1 + random.nextInt(random.nextBoolean() ? 3000 : 700_000));
                out.write(content, sent, n);
                sent += n;
            }
        });
        assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.committed).isTrue();
        assertThat(target.path).hasBinaryContent(content);
        assertThat(started.run().bytes()).isEqualTo(size);
        if (size > 1_000_000) {
            assertThat(target.filled).isGreaterThan(1);
        }
    }

    @Test
    void aFileGoesOnFromWhereItsChannelIs() throws Exception {
        Files.write(target.path, new byte[100_000]);
        target.file.position(70_000);
        assertThat(uploaded(order())).isInstanceOf(TransferEnd.Completed.class);
        byte[] stored = Files.readAllBytes(target.path);
        assertThat(stored).hasSize(70_000 + CONTENT.length);
        assertThat(Arrays.copyOf(stored, 70_000)).containsOnly(0);
        assertThat(Arrays.copyOfRange(stored, 70_000, stored.length)).isEqualTo(CONTENT);
    }

    @Test
    void aFileThatRefusesItIsWrittenAsUsual() throws Exception {
        target = new FileUpload(folder.resolve("appended"), StandardOpenOption.APPEND);
        assertThat(uploaded(order())).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.path).hasBinaryContent(CONTENT);
        assertThat(target.filled).as("asked, tried once").isEqualTo(2);
    }

    @Test
    void aFullDiskIsTheFailureOfTheFile() throws Exception {
        target = new FileUpload(Path.of("/dev/full")) {
            @Override
            public int write(ByteBuffer from) throws IOException {
                if (filled > 0) {
                    return super.write(from);
                }
                int n = from.remaining();
                from.position(from.limit());
                return n;
            }
        };
        assertThat(uploaded(order()))
                .isInstanceOfSatisfying(TransferEnd.Failed.class, failed -> assertThat(failed.cause())
                        .hasMessageContaining("No space left"));
        assertThat(target.committed).isFalse();
    }

    @Test
    void asMuchAsTheLimitIsStored() throws Exception {
        assertThat(uploaded(order().sizeLimit(CONTENT.length))).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.path).hasBinaryContent(CONTENT);
    }

    @Test
    void moreThanTheLimitIsRefused() throws Exception {
        assertThat(uploaded(order().sizeLimit(CONTENT.length - 1)))
                .isInstanceOfSatisfying(TransferEnd.Failed.class, failed -> assertThat(failed.cause())
                        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.reason())
                                .isEqualTo(StorageException.Reason.QUOTA_EXCEEDED)));
        assertThat(target.committed).isFalse();
    }

    @Test
    void aPacedUploadIsCopied() throws Exception {
        assertThat(uploaded(order().bytesPerSecond(100_000_000))).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.filled).isZero();
    }

    @Test
    void whoeverWantsNoneOfItIsCopied() throws Exception {
        rig.dtp.uploadsWithoutCopy(false);
        assertThat(uploaded(order())).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.filled).isZero();
    }

    /** The system moves nothing past urgent data, says that this is the end, and would say so for ever. */
    @Test
    void urgentDataIsNoEnd() throws Exception {
        byte[] content = Rig.random(300_000, 5);
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(order().build());
            client.getOutputStream().write(content, 0, 200_000);
            Rig.until(() -> started.run().bytes() == 200_000);
            client.sendUrgentData(7);
            client.getOutputStream().write(content, 200_000, 100_000);
            client.shutdownOutput();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
        assertThat(target.path).hasBinaryContent(content);
    }

    @Test
    void aResetIsNoEndOfFile() throws Exception {
        for (int round = 0; round < 30; round++) {
            target = new FileUpload(folder.resolve("reset" + round));
            opening = Rig.passive();
            Rig.Started started;
            try (Socket client = Rig.connect(opening)) {
                started = rig.start(order().build());
                client.getOutputStream().write(CONTENT, 0, 100_000 + round * 20_000);
                client.setSoLinger(true, 0);
            }
            assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
            assertThat(target.committed).isFalse();
        }
    }

    @Test
    void aSilentClientIsAStall() throws Exception {
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started =
                    rig.start(order().stallPatience(Duration.ofMillis(200)).build());
            client.getOutputStream().write(new byte[200_000]);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
        }
    }

    @Test
    void anAbortEndsItAndCutsTheConnection() throws Exception {
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(order().build());
            Thread sender = sending(client, new byte[50_000]);
            Rig.until(() -> started.run().bytes() > 5_000_000);
            long begun = System.nanoTime();
            started.run().abort();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Aborted.class);
            sender.join(1000);
            assertThat(sender.isAlive()).as("still sends").isFalse();
            assertThat(System.nanoTime() - begun)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
        }
    }

    /** Whose number a closed file had, another one gets at once: it must stay as it is. */
    @Test
    void aFileClosedMeanwhileIsTheEndAndNoOtherFileIsWritten() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            target = new FileUpload(folder.resolve("closed" + round));
            opening = Rig.passive();
            List<FileUpload> others = new ArrayList<>();
            try (Socket client = Rig.connect(opening)) {
                Rig.Started started = rig.start(order().build());
                Thread sender = sending(client, new byte[20_000]);
                long enough = 100_000 + random.nextInt(1_000_000);
                Rig.until(() -> started.run().bytes() > enough);
                target.file.close();
                for (int i = 0; i < 20; i++) {
                    others.add(new FileUpload(folder.resolve("other" + i)));
                }
                assertThat(started.ended())
                        .isInstanceOfSatisfying(TransferEnd.Failed.class, failed -> assertThat(failed.cause())
                                .isInstanceOf(ClosedChannelException.class));
                sender.join();
            }
            for (FileUpload other : others) {
                assertThat(other.path).isEmptyFile();
                other.close();
            }
            Files.delete(target.path);
        }
    }

    /** The same for a connection: what comes for another client next must not be taken from it. */
    @Test
    void fromAConnectionClosedMeanwhileNothingMoreIsTaken() throws Exception {
        Splice splice = Splice.tried();
        Random random = new Random(12);
        for (int round = 0; round < 100; round++) {
            opening = Rig.passive();
            try (Readiness readiness = new Readiness();
                    Pipe pipe = splice.pipe();
                    Socket client = Rig.connect(opening)) {
                DataSocket socket = new DataSocket(opening.open(Duration.ofSeconds(10)), readiness, () -> false);
                Thread sender = sending(client, new byte[20_000]);
                AtomicLong taken = new AtomicLong();
                Thread mover = started(() -> {
                    while (true) {
                        taken.addAndGet(socket.move(pipe, Pipe.SIZE, Duration.ZERO));
                        pipe.give(target.file);
                    }
                });
                long enough = 100_000 + random.nextInt(1_000_000);
                Rig.until(() -> taken.get() > enough);
                socket.close();
                othersGetWhatIsTheirs();
                mover.join();
                sender.join();
            }
            opening.close();
        }
        long size = Files.size(target.path);
        assertThat(Files.mismatch(target.path, Files.write(folder.resolve("zeros"), new byte[(int) size])))
                .isEqualTo(-1);
    }

    private static void othersGetWhatIsTheirs() throws IOException {
        for (int i = 0; i < 5; i++) {
            PassiveOpening opening = Rig.passive();
            try (Socket client = Rig.connect(opening);
                    SocketChannel other = opening.open(Duration.ofSeconds(10))) {
                client.getOutputStream().write(SECRET);
                ByteBuffer got = ByteBuffer.allocate(SECRET.length);
                while (got.hasRemaining() && other.read(got) > 0) {
                    assertThat(got.position()).isPositive();
                }
                assertThat(got.array()).isEqualTo(SECRET);
            }
            opening.close();
        }
    }

    @Test
    void theLockOnAFileIsHeldToItsEnd() throws Exception {
        target = new FileUpload(folder.resolve("locked")) {
            @Override
            public void commit() throws IOException {
                assertThat(locked()).isTrue();
                super.commit();
            }

            private boolean locked() throws IOException {
                String inode = ":" + Files.getAttribute(path, "unix:ino") + " ";
                return Files.readString(Path.of("/proc/locks")).contains(inode);
            }
        };
        assertThat(target.file.tryLock()).isNotNull();
        assertThat(uploaded(order())).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.filled).isPositive();
    }

    @Test
    void noDescriptorIsLeftAndBeyondTheBoundUploadsAreCopied() throws Exception {
        try (Rig poor = new Rig(50, 1)) {
            poor.dtp.uploadsWithoutCopy(true);
            Rig.until(poor.dtp::uploadsNeedNoCopy);
            manyAtOnce(poor);
            long descriptors = Rig.descriptors();
            manyAtOnce(poor);
            Rig.until(() -> Rig.descriptors() <= descriptors);
        }
    }

    private void manyAtOnce(Rig rig) throws Exception {
        List<Socket> clients = new ArrayList<>();
        List<Rig.Started> all = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            PassiveOpening each = Rig.passive();
            Socket client = Rig.connect(each);
            clients.add(client);
            all.add(rig.start(new Rig.Order(Rig.receive(new FileUpload(folder.resolve("many" + i))), each).build()));
            senders.add(started(() -> {
                client.getOutputStream().write(CONTENT);
                client.shutdownOutput();
            }));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(all.get(i).ended()).isInstanceOf(TransferEnd.Completed.class);
            senders.get(i).join();
            clients.get(i).close();
            assertThat(folder.resolve("many" + i)).hasBinaryContent(CONTENT);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread started(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The server has closed the connection.
                assertThat(e).isNotNull();
            }
        });
        thread.start();
        return thread;
    }

    private static Thread sending(Socket client, byte[] part) {
        return started(() -> {
            while (true) {
                client.getOutputStream().write(part);
            }
        });
    }

    private Rig.Order order() {
        return new Rig.Order(Rig.receive(target), opening);
    }

    private TransferEnd uploaded(Rig.Order order) throws Exception {
        return rig.upload(order, opening, out -> out.write(CONTENT)).ended();
    }
}
