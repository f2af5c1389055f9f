// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.console.internal.access.Text;
import org.staithe.session.Answer;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;

/**
 * Remembers what happened, bounded: the tapes of sessions, the latest transfers and the latest refused logins. Written
 * by the thread that the core has for this listener.
 */
@Component(
        service = {SessionListener.class, Recorder.class},
        property = SessionListener.ANSWERS + ":Boolean=true")
public final class Recorder implements SessionListener {

    private static final int REFUSALS = 500;

    private final InstantSource clock = InstantSource.system();
    private final Tapes tapes;
    private final Deque<Refusal> refusals = new ArrayDeque<>(); // guarded by this
    private final TransferLog transfers = new TransferLog();
    private final Throughput throughput = new Throughput();

    @Activate
    public Recorder(@Reference Core core) {
        tapes = new Tapes(clock, () -> core.control()
                .map(control -> control.sessions().stream().map(Session::id).collect(Collectors.toSet())));
    }

    /** A login that was refused. */
    public record Refusal(Instant at, String session, String user, String peer, String reason) {}

    @Override
    public void opened(Session session) {
        Tape tape = tapes.begin(session);
        tape.add(now(
                "connected",
                "from " + Facts.addressOf(session) + " to "
                        + session.local().getAddress().getHostAddress() + " port "
                        + session.local().getPort() + ", listener " + session.listener()));
        tls(session, tape);
    }

    @Override
    public void loggedIn(Session session) {
        tapes.of(session).add(now("login", Facts.nameOf(session)));
    }

    @Override
    public void loginRefused(Session session, String userName, String reason) {
        Tape tape = tapes.of(session);
        tape.tried(userName);
        tape.add(now("refused", "login as " + Text.clean(userName) + ": " + Text.clean(reason)));
        synchronized (this) {
            refusals.add(new Refusal(clock.instant(), session.id(), userName, Facts.addressOf(session), reason));
            if (refusals.size() > REFUSALS) {
                refusals.remove();
            }
        }
    }

    @Override
    public void answered(Session session, Answer answer) {
        Tape tape = tapes.of(session);
        transfers.answered(session, answer);
        tape.add(new Happened(
                clock.instant(),
                answer.command().isEmpty() ? "greeting" : "command", // the server speaks first
                answer.command(),
                answer.code(),
                Text.clean(answer.text()),
                answer.took().toMillis(),
                answer.calls()));
        tls(session, tape);
    }

    @Override
    public void transferStarted(Session session, TransferReport transfer) {
        throughput.started(transfer);
        tapes.of(session)
                .add(now(
                        "data",
                        what(transfer) + " begins" + (transfer.offset() > 0 ? " at byte " + transfer.offset() : "")
                                + ", " + opening(transfer.opening())
                                + (transfer.secure() ? ", TLS" : ", in the clear")));
    }

    @Override
    public void transferred(Session session, TransferReport transfer) {
        throughput.ended(transfer);
        long millis = transfer.took().toMillis();
        tapes.of(session)
                .add(new Happened(
                        clock.instant(),
                        "transfer",
                        what(transfer) + ": " + transfer.bytes() + " bytes, " + Text.word(transfer.result())
                                + transfer.problem()
                                        .map(why -> ". " + Text.clean(why))
                                        .orElse(""),
                        transfer.code(),
                        "",
                        millis,
                        List.of())); // the calls are with its reply
        transfers.add(session, transfer);
    }

    @Override
    public void closed(Session session, String reason) {
        tapes.end(session, Text.clean(reason));
    }

    public Throughput throughput() {
        return throughput;
    }

    /** All tapes: those of open sessions, then the latest that ended. */
    public List<Tape> tapes() {
        return tapes.all();
    }

    public Optional<Tape> tape(String session) {
        return tapes.find(session);
    }

    /** The latest first. */
    public List<Ended> transfers() {
        return transfers.latest();
    }

    /** The checksum of a file that was transferred, if anybody asked for it. */
    public Optional<String> checksum(long transfer) {
        return transfers.checksum(transfer);
    }

    /** The latest first. */
    public synchronized List<Refusal> refusals() {
        List<Refusal> latest = new ArrayList<>(refusals);
        Collections.reverse(latest);
        return latest;
    }

    private void tls(Session session, Tape tape) {
        if (tape.awaitsTls()) {
            session.protection().ifPresent(protection -> {
                tape.secured();
                tape.add(now("tls", protection.protocol() + " with " + protection.cipherSuite()));
            });
        }
    }

    private Happened now(String kind, String text) {
        return Happened.that(clock.instant(), kind, text);
    }

    private static String opening(TransferReport.Opening opening) {
        return (opening.passive() ? "the client connects to " : "we connect to ")
                + opening.address().getAddress().getHostAddress() + " port "
                + opening.address().getPort();
    }

    private static String what(TransferReport transfer) {
        return transfer.verb() + " " + Text.clean(transfer.path().toString());
    }
}
