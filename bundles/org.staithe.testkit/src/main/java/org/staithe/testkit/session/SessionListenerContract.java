// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport.Direction;
import org.staithe.session.TransferReport.Result;

/** What the core expects of every {@link SessionListener}: it takes what happens, soon, and throws nothing. */
public abstract class SessionListenerContract {

    private static final String ODD = "a\r\nb\u001b[2J\u0000\u202e\ud800 \"\\{}%s";

    /** The listener under test, ready to be told. */
    protected abstract SessionListener listener() throws Exception;

    @Test
    void takesAWholeSession() throws Exception {
        Session session = SampleSession.builder().user("ann").build();
        assertTaken(session, listener());
    }

    @Test
    void takesASessionOverIpv6() throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 21);
        assertTaken(
                SampleSession.builder()
                        .peer(address)
                        .local(address)
                        .user("ann")
                        .secure(true)
                        .build(),
                listener());
    }

    @Test
    void takesAClientThatNeverLogsIn() throws Exception {
        SessionListener listener = listener();
        Session session = SampleSession.builder().build();
        assertThatCode(() -> {
                    listener.opened(session);
                    listener.closed(session, "The client closed the connection");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void takesNamesWithAnyCharacters() throws Exception {
        SessionListener listener = listener();
        Session session =
                SampleSession.builder().user(ODD).client(ODD).host(ODD).build();
        assertThatCode(() -> {
                    listener.loginRefused(session, ODD, ODD);
                    listener.loginRefused(session, "", "no name");
                    listener.loggedIn(session);
                    listener.transferred(
                            session,
                            SampleTransfer.upload(ODD.replace("\u0000", "")).build());
                    listener.closed(session, ODD);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void takesTransfersThatEndInAnyWay(Direction direction) throws Exception {
        SessionListener listener = listener();
        Session session = SampleSession.builder().user("ann").build();
        SampleTransfer.Builder transfer =
                switch (direction) {
                    case DOWNLOAD -> SampleTransfer.download("/a");
                    case UPLOAD -> SampleTransfer.upload("/a");
                    case LISTING -> SampleTransfer.listing("/");
                };
        transfer.took(Duration.ZERO).bytes(0);
        assertThatCode(() -> {
                    listener.transferStarted(
                            session, transfer.ended(Result.RUNNING, 0).build());
                    listener.transferred(
                            session, transfer.ended(Result.COMPLETED, 226).build());
                    listener.transferred(
                            session, transfer.ended(Result.ABORTED, 426).build());
                    listener.transferred(
                            session, transfer.ended(Result.FAILED, 551).build());
                })
                .doesNotThrowAnyException();
    }

    private static void assertTaken(Session session, SessionListener listener) {
        // All other listeners wait meanwhile.
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            listener.opened(session);
            listener.loginRefused(session, "ann", "wrong password");
            listener.loggedIn(session);
            listener.answered(session, SampleAnswer.of("PWD", 257, "\"/\""));
            listener.transferStarted(
                    session,
                    SampleTransfer.download("/a").ended(Result.RUNNING, 0).build());
            listener.transferred(session, SampleTransfer.download("/a").build());
            listener.closed(session, "QUIT");
        });
    }
}
