// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.User;
import org.staithe.console.internal.access.Text;
import org.staithe.session.Answer;
import org.staithe.session.Session;
import org.staithe.session.SessionListener;
import org.staithe.session.TransferReport;

/**
 * Remembers what happened, bounded: a tape for each open session, the tapes of the latest sessions in which something
 * failed and of a few in which nothing did, and the latest transfers. Written by the core's one thread for listeners.
 */
@Component(
        service = {SessionListener.class, Recorder.class},
        property = SessionListener.ANSWERS + ":Boolean=true")
public final class Recorder implements SessionListener {

    private static final int FAILED = 200;
    private static final int FINE = 50;
    private static final int TRANSFERS = 10_000;
    private static final int REFUSALS = 500;

    private final InstantSource clock = InstantSource.system();
    private final Map<String, Tape> open = new ConcurrentHashMap<>();
    private final Deque<Tape> failed = new ArrayDeque<>(); // these are guarded by this
    private final Deque<Tape> fine = new ArrayDeque<>();
    private final Deque<Ended> transfers = new ArrayDeque<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Throughput throughput = new Throughput();
    private long ended;

    /** A login that was refused. */
    public record Refusal(Instant at, String session, String user, String peer, String reason) {}

    @Override
    public void opened(Session session) {
        Tape tape = tape(session);
        tape.add(now(
                "connected",
                "from " + peer(session) + " to " + session.local().getAddress().getHostAddress() + " port "
                        + session.local().getPort() + ", listener " + session.listener()));
        tls(session, tape);
    }

    @Override
    public void loggedIn(Session session) {
        tape(session).add(now("login", session.user().map(User::name).orElse("")));
    }

    @Override
    public void loginRefused(Session session, String userName, String reason) {
        tape(session).add(now("refused", "login as " + Text.clean(userName) + ": " + Text.clean(reason)));
        synchronized (this) {
            refusals.add(new Refusal(clock.instant(), session.id(), userName, peer(session), reason));
            if (refusals.size() > REFUSALS) {
                refusals.remove();
            }
        }
    }

    @Override
    public void answered(Session session, Answer answer) {
        Tape tape = tape(session);
        tape.add(new Happened(
                clock.instant(),
                answer.command().isEmpty() ? "greeting" : "command", // the server speaks first
                answer.command(),
                answer.code(),
                Text.clean(answer.text()),
                answer.took().toMillis()));
        tls(session, tape);
    }

    @Override
    public void transferStarted(Session session, TransferReport transfer) {
        throughput.started(transfer);
        tape(session)
                .add(now(
                        "data",
                        what(transfer) + " begins" + (transfer.offset() > 0 ? " at byte " + transfer.offset() : "")
                                + (transfer.secure()
                                        ? ", data connection with TLS"
                                        : ", data connection in the clear")));
    }

    @Override
    public void transferred(Session session, TransferReport transfer) {
        throughput.ended(transfer);
        long millis = transfer.took().toMillis();
        tape(session)
                .add(new Happened(
                        clock.instant(),
                        "transfer",
                        what(transfer) + ": " + transfer.bytes() + " bytes, " + Text.word(transfer.result()),
                        transfer.code(),
                        "",
                        millis));
        synchronized (this) {
            transfers.add(new Ended(
                    ++ended,
                    session.id(),
                    session.user().map(User::name).orElse(""),
                    peer(session),
                    transfer.verb(),
                    transfer.path().toString(),
                    transfer.direction(),
                    transfer.result(),
                    transfer.code(),
                    transfer.bytes(),
                    transfer.started(),
                    millis,
                    transfer.secure()));
            if (transfers.size() > TRANSFERS) {
                transfers.remove();
            }
        }
    }

    @Override
    public void closed(Session session, String reason) {
        Tape tape = tape(session);
        tape.add(now("closed", Text.clean(reason)));
        tape.closed(clock.instant());
        open.remove(session.id());
        synchronized (this) {
            Deque<Tape> kept = tape.failures() > 0 ? failed : fine;
            kept.add(tape);
            if (kept.size() > (kept == failed ? FAILED : FINE)) {
                kept.remove();
            }
        }
    }

    public Throughput throughput() {
        return throughput;
    }

    /** All tapes: those of open sessions, then the latest that ended. */
    public List<Tape> tapes() {
        List<Tape> all = new ArrayList<>(open.values());
        all.sort((one, other) -> other.facts().connected().compareTo(one.facts().connected()));
        List<Tape> past = new ArrayList<>();
        synchronized (this) {
            past.addAll(failed);
            past.addAll(fine);
        }
        past.sort(
                (one, other) -> other.facts().connected().compareTo(one.facts().connected()));
        all.addAll(past);
        return all;
    }

    public Optional<Tape> tape(String session) {
        return Optional.ofNullable(open.get(session)).or(() -> tapes().stream()
                .filter(tape -> tape.id().equals(session))
                .findFirst());
    }

    /** The latest first. */
    public synchronized List<Ended> transfers() {
        List<Ended> latest = new ArrayList<>(transfers);
        Collections.reverse(latest);
        return latest;
    }

    /** The latest first. */
    public synchronized List<Refusal> refusals() {
        List<Refusal> latest = new ArrayList<>(refusals);
        Collections.reverse(latest);
        return latest;
    }

    /** A session that was open before the console came gets its tape now. */
    private Tape tape(Session session) {
        return open.computeIfAbsent(session.id(), id -> new Tape(session));
    }

    private void tls(Session session, Tape tape) {
        session.protection().ifPresent(protection -> {
            if (tape.securedNow()) {
                tape.add(now("tls", protection.protocol() + " with " + protection.cipherSuite()));
            }
        });
    }

    private Happened now(String kind, String text) {
        return Happened.that(clock.instant(), kind, text);
    }

    private static String what(TransferReport transfer) {
        return transfer.verb() + " " + Text.clean(transfer.path().toString());
    }

    private static String peer(Session session) {
        return session.peer().getAddress().getHostAddress();
    }
}
