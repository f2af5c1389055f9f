// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.filesystem.StorageException;
import org.staithe.session.TransferReport.Direction;

@Timeout(60)
class ReceiveTest {

    private static final byte[] CONTENT = Rig.random(5_000_003, 3);

    @TempDir
    Path folder;

    private final Rig rig = new Rig();
    private FileUpload target;
    private PassiveOpening opening;

    @BeforeEach
    void prepare() throws IOException {
        target = new FileUpload(folder.resolve("stored"));
        opening = Rig.passive();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aFileIsStoredWholeCommittedAndClosed() throws Exception {
        Rig.Started started = upload(order(), CONTENT);
        assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.committed).isTrue();
        assertThat(target.closed).isTrue();
        assertThat(target.path).hasBinaryContent(CONTENT);
        assertThat(started.run().bytes()).isEqualTo(CONTENT.length);
        assertThat(started.run().direction()).isEqualTo(Direction.UPLOAD);
    }

    @Test
    void theConnectionIsClosedBeforeTheEndIsTold() throws Exception {
        try (Socket client = Rig.connect(opening)) {
            TransferEnd[] told = new TransferEnd[1];
            int[] read = {0};
            CountDownLatch done = new CountDownLatch(1);
            rig.dtp.start(order().build(), (run, end) -> {
                try {
                    client.setSoTimeout(1000);
                    read[0] = client.getInputStream().read();
                } catch (IOException e) {
                    read[0] = -2;
                }
                told[0] = end;
                done.countDown();
            });
            client.shutdownOutput();
            done.await();
            assertThat(told[0]).isInstanceOf(TransferEnd.Completed.class);
            assertThat(read[0]).isEqualTo(-1);
        }
    }

    @Test
    void anEmptyFileIsStored() throws Exception {
        assertThat(upload(order(), new byte[0]).ended()).isInstanceOf(TransferEnd.Completed.class);
        assertThat(target.committed).isTrue();
    }

    @Test
    void inAsciiEachLineEndsWithLf() throws Exception {
        byte[] sent = "line\r\nlone\rCR and LF\n\r".repeat(200_000).getBytes(UTF_8);
        assertThat(upload(order().ascii(), sent).ended()).isInstanceOf(TransferEnd.Completed.class);
        assertThat(Files.readString(target.path)).isEqualTo("line\nlone\rCR and LF\n\r".repeat(200_000));
    }

    @Test
    void withoutALargeBufferAFileIsStoredThroughASmallOne() throws Exception {
        try (Rig poor = new Rig(10, 0);
                Socket client = Rig.connect(opening)) {
            Rig.Started started = poor.start(order().build());
            client.getOutputStream().write(CONTENT);
            client.shutdownOutput();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
            assertThat(target.path).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aResetIsNoEndOfFile() throws Exception {
        Rig.Started started;
        try (Socket client = Rig.connect(opening)) {
            started = rig.start(order().build());
            client.getOutputStream().write(CONTENT);
            client.setSoLinger(true, 0);
        }
        assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
        assertNotPublished();
    }

    @Test
    void aSilentClientIsAStall() throws Exception {
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started =
                    rig.start(order().stallPatience(Duration.ofMillis(200)).build());
            client.getOutputStream().write(1);
            assertThat(started.ended()).isInstanceOf(TransferEnd.Broken.class);
            assertNotPublished();
        }
    }

    @Test
    void whatHasArrivedIsInTheFileWhileTheClientIsSilent() throws Exception {
        try (Socket client = Rig.connect(opening)) {
            Rig.Started started = rig.start(order().build());
            client.getOutputStream().write(new byte[100]);
            Rig.until(() -> started.run().bytes() == 100);
            assertThat(target.path).hasSize(100);
            client.shutdownOutput();
            assertThat(started.ended()).isInstanceOf(TransferEnd.Completed.class);
        }
    }

    @Test
    void moreThanTheLimitIsRefused() throws Exception {
        TransferEnd end = upload(order().sizeLimit(CONTENT.length - 1), CONTENT).ended();
        assertThat(end).isInstanceOfSatisfying(TransferEnd.Failed.class, failed -> assertThat(failed.cause())
                .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.reason())
                        .isEqualTo(StorageException.Reason.QUOTA_EXCEEDED)));
        assertNotPublished();
    }

    @Test
    void asMuchAsTheLimitIsStored() throws Exception {
        assertThat(upload(order().sizeLimit(CONTENT.length), CONTENT).ended())
                .isInstanceOf(TransferEnd.Completed.class);
    }

    @Test
    void aFullDiskIsTheFailureOfTheFile() throws Exception {
        IOException full = new IOException("no space");
        target = new FileUpload(folder.resolve("full")) {
            @Override
            public int write(ByteBuffer from) throws IOException {
                throw full;
            }
        };
        assertThat(upload(order(), CONTENT).ended()).isEqualTo(new TransferEnd.Failed(full));
        assertNotPublished();
    }

    @Test
    void aCommitThatFailsIsTheFailureOfTheFile() throws Exception {
        IOException taken = new IOException("taken");
        target = new FileUpload(folder.resolve("taken")) {
            @Override
            public void commit() throws IOException {
                throw taken;
            }
        };
        assertThat(upload(order(), CONTENT).ended()).isEqualTo(new TransferEnd.Failed(taken));
        assertNotPublished();
    }

    private Rig.Order order() {
        return new Rig.Order(Rig.receive(target), opening);
    }

    private Rig.Started upload(Rig.Order order, byte[] content) throws Exception {
        return rig.upload(order, opening, out -> out.write(content));
    }

    private void assertNotPublished() {
        assertThat(target.committed).isFalse();
        assertThat(target.closed).isTrue();
    }
}
