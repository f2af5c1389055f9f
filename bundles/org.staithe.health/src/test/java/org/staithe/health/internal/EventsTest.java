// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;
import org.staithe.session.TransferReport.Result;
import org.staithe.testkit.session.SampleSession;
import org.staithe.testkit.session.SampleTransfer;
import org.staithe.testkit.session.SessionListenerContract;

class EventsTest extends SessionListenerContract {

    private final Events events = new Events();

    @Override
    protected SessionListener listener() {
        return events;
    }

    @Test
    void bytesOfARunningTransferAreCountedOnce() {
        Session session = SampleSession.builder().user("ann").build();
        TransferReport running =
                SampleTransfer.upload("/a").bytes(600).ended(Result.RUNNING, 0).build();
        events.transferStarted(session, running);
        assertThat(events.bytes().numbers()).containsEntry(List.of("upload"), 600L);
        assertThat(events.bytes().numbers()).containsEntry(List.of("upload"), 600L);

        events.transferred(session, running);
        assertThat(events.bytes().numbers()).containsEntry(List.of("upload"), 600L);
    }

    @Test
    void resultsAreCountedByKind() {
        Session session = SampleSession.builder().user("ann").build();
        events.loggedIn(session);
        events.loginRefused(session, "bob", "wrong password");
        events.transferred(session, SampleTransfer.download("/a").bytes(7).build());
        events.transferred(
                session, SampleTransfer.upload("/a").ended(Result.FAILED, 426).build());
        events.closed(session, "TLS failed: no cipher suites in common");

        assertThat(events.logins().numbers())
                .containsEntry(List.of("accepted", "none"), 1L)
                .containsEntry(List.of("refused", "none"), 1L);
        assertThat(events.transfers().numbers())
                .containsEntry(List.of("download", "completed"), 1L)
                .containsEntry(List.of("upload", "failed"), 1L);
        assertThat(events.bytes().numbers()).containsEntry(List.of("download"), 7L);
        assertThat(events.dataFailures().numbers()).containsEntry(List.of("broken"), 1L);
        assertThat(events.handshakes().numbers()).containsEntry(List.of("cipher"), 1L);
    }
}
