// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.staithe.session.Session;
import org.staithe.testkit.session.SampleAnswer;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;

class TransferLogTest {

    private final TransferLog log = new TransferLog();
    private final Session ann = SampleSession.builder().user("ann").build();

    @Test
    void theChecksumOfAWholeFileStandsBesideItsTransfer() {
        log.add(ann, SampleTransfer.upload("/a").bytes(50).build());
        log.add(ann, SampleTransfer.download("/b").bytes(50).build());
        answered("HASH a", 213, "SHA-256 0-49 1F00 /a");
        answered("XCRC b", 250, "1F00AB12");
        assertThat(log.checksum(1)).hasValue("SHA-256 1F00");
        assertThat(log.checksum(2)).hasValue("CRC 1F00AB12");
    }

    @Test
    void whatIsNoChecksumOfThisFileIsNotShown() {
        log.add(ann, SampleTransfer.upload("/a").bytes(50).build());
        answered("HASH a", 213, "SHA-256 0-9 1F00 /a");
        answered("HASH other", 213, "SHA-256 0-49 1F00 /other");
        answered("XCRC a", 550, "1F00AB12");
        answered("XPWD", 257, "/");
        log.answered(SampleSession.builder().user("bob").build(), SampleAnswer.of("XCRC a", 250, "1F00AB12"));
        assertThat(log.checksum(1)).isEmpty();
    }

    @Test
    void theOldestAreForgottenWithTheirChecksums() {
        log.add(ann, SampleTransfer.upload("/a").bytes(50).build());
        answered("XCRC a", 250, "1F00AB12");
        for (int i = 0; i < 10_000; i++) {
            log.add(ann, SampleTransfer.upload("/b").build());
        }
        assertThat(log.latest()).hasSize(10_000);
        assertThat(log.checksum(1)).isEmpty();
    }

    @Test
    void whatIsRefusedBeforeItBeginsIsATransferThatFailed() {
        answered("STOR a", 550, "Permission denied.");
        answered("STOU", 450, "Not now.");
        answered("LIST", 550, "No such file or directory.");
        answered("SIZE a", 550, "No such file or directory.");
        assertThat(log.latest()).extracting(Ended::verb).containsExactly("STOU", "STOR");
        assertThat(log.latest()).extracting(Ended::outcome).containsOnly("refused");
        assertThat(log.latest().get(1).problem()).isEqualTo("Permission denied.");
        assertThat(log.latest().get(1).path()).isEqualTo("/a");
    }

    @Test
    void whatBeginsAndFailsIsCountedOnce() {
        answered("STOR a", 150, "Ready for the file.");
        answered("STOR a", 426, "The data connection broke, transfer aborted.");
        log.add(ann, SampleTransfer.upload("/a").build());
        assertThat(log.latest()).hasSize(1);
        answered("STOR a", 550, "Exists already.");
        assertThat(log.latest()).hasSize(2);
    }

    @Test
    void whoIsNotLoggedInWantsNoTransfer() {
        log.answered(SampleSession.builder().build(), SampleAnswer.of("RETR a", 530, "Please log in."));
        assertThat(log.latest()).isEmpty();
    }

    private void answered(String command, int code, String text) {
        log.answered(ann, SampleAnswer.of(command, code, text));
    }
}
