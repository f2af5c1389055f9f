// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.core.internal.control.ControlChannel;
import org.staithe.core.internal.control.ControlEvents;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Interpreter.Prepared;
import org.staithe.core.internal.whiteboard.Call;
import org.staithe.core.internal.whiteboard.CallTally;
import org.staithe.core.internal.whiteboard.GivenUp;
import org.staithe.core.internal.whiteboard.ServiceGap;

/**
 * One control connection, from greeting to end: takes lines in, has them carried out in order, sends replies.
 *
 * <p>What cannot block runs on the selector thread that brought the line; from the first command that may block on, a
 * worker goes on until nothing waits. While a transfer runs no thread is held, and what is urgent is answered beside it.
 */
public final class Conversation implements ControlEvents {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    private static final String TLS_FAILED = "TLS failed: ";

    private final FtpSession session;
    private final ControlChannel channel;
    private final Facilities facilities;
    private final Mailbox mailbox;
    private final TransferDesk desk;
    private final Timekeeper timekeeper;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable Turn turn;
    private volatile String ending = "connection closed by the client";

    Conversation(FtpSession session, Facilities facilities) {
        this.session = session;
        this.channel = session.channel();
        this.facilities = facilities;
        this.mailbox = new Mailbox(channel);
        this.desk = new TransferDesk(session, facilities, this::reply, this::afterTransfer);
        this.timekeeper = new Timekeeper(this);
    }

    public FtpSession session() {
        return session;
    }

    ControlChannel channel() {
        return channel;
    }

    boolean isIdle() {
        return !mailbox.isBusy();
    }

    @Override
    public void line(String line) {
        int blank = line.indexOf(' ');
        Request request =
                blank < 0 ? new Request(line, "") : new Request(line.substring(0, blank), line.substring(blank + 1));
        if (ForeignProtocol.speaks(request)) {
            log.info("Session {} closed: {} does not speak FTP", session.id(), channel.peer());
            ending = "not FTP";
            channel.abort();
            return;
        }
        boolean urgent = facilities.interpreter().urgent(request);
        take(
                () -> facilities.interpreter().prepare(session, request),
                urgent ? Optional.of(request) : Optional.empty());
    }

    @Override
    public void malformed(Fault fault) {
        take(() -> facilities.interpreter().prepare(session, fault), Optional.empty());
    }

    /** An urgent command may come before the transfer that it is for has begun: {@link #begin} looks for it again. */
    private void take(Supplier<Prepared> command, Optional<Request> urgent) {
        if (mailbox.add(command, urgent)) {
            carryOn(Lane.ANY);
        } else if (urgent.isPresent()) {
            desk.answerUrgent(mailbox);
        }
    }

    private boolean begin(Step.Begin begin) {
        boolean over = desk.begin(begin);
        if (!over) {
            desk.answerUrgent(mailbox);
        }
        return over;
    }

    @Override
    public void secured() {
        log.debug("Session {} is protected by TLS", session.id());
    }

    @Override
    public void tlsFailed(String why) {
        ending = TLS_FAILED + why;
    }

    @Override
    public void closed() {
        boolean unused = mailbox.close();
        desk.abandon();
        session.link().end();
        if (unused) {
            release();
        }
    }

    /** Carries out what waits, until nothing does or until someone else goes on. */
    private void carryOn(Lane here) {
        for (Supplier<Prepared> next = mailbox.next(); next != null; next = mailbox.next()) {
            Prepared prepared = next.get();
            Lane lane = prepared.lane();
            if (lane != Lane.ANY && lane != here) {
                goOn(lane, () -> carryOut(prepared, lane));
                return;
            }
            if (!carryOut(prepared, here)) {
                return;
            }
        }
        if (mailbox.isClosed()) {
            release();
        }
    }

    /** Has a command carried out, and those that wait behind it, on a thread of that lane. */
    private void goOn(Lane lane, BooleanSupplier command) {
        Executor threads = lane == Lane.LOGIN ? facilities.logins() : facilities.workers();
        threads.execute(goingOn(lane, command));
    }

    private Runnable goingOn(Lane lane, BooleanSupplier command) {
        return () -> {
            if (command.getAsBoolean()) {
                carryOn(lane);
            }
        };
    }

    /** Carries out one command; false when the conversation goes on later, by another thread. */
    private boolean carryOut(Prepared prepared, Lane here) {
        return carryOut(prepared, here, System.nanoTime());
    }

    private boolean carryOut(Prepared prepared, Lane here, long began) {
        MDC.put("session", session.id());
        CallTally.forget();
        Turn now = new Turn();
        turn = now;
        try {
            Step step = prepared.run();
            return now.end() ? conclude(step, here) : tooLate(step);
        } catch (ServiceGap gap) {
            return now.end() && bridge(prepared, gap, here, began);
        } catch (GivenUp late) {
            log.warn("Too late: {}", late.getMessage());
            boolean unused = now.end();
            return false;
        } catch (RuntimeException | Error e) { // our own bug: this session ends, and nothing waits for ever
            if (!now.end()) {
                return false;
            }
            log.error("Session {} ends: {} failed", session.id(), session.lastCommand(), e);
            farewell(Reply.of(421, "Local error, the session ends."), "local error");
            return true;
        } finally {
            MDC.remove("session");
        }
    }

    private static boolean tooLate(Step step) {
        if (step instanceof Step.Begin begin) {
            begin.release().run();
        }
        return false;
    }

    /** Waits for a service without a thread, or answers that it is not to be had. */
    private boolean bridge(Prepared prepared, ServiceGap gap, Lane here, long began) {
        long deadline = gap.until(began, facilities.grace().get());
        if (System.nanoTime() - deadline < 0 && !mailbox.isClosed()) {
            await(prepared, gap, began, deadline);
            return false;
        }
        Reply sorry = gap.reply();
        log.warn("{} is answered {}: {}", session.lastCommand(), sorry.code(), gap.getMessage());
        return conclude(saying(sorry), here);
    }

    /** Tries again when it is worth it or time is over. */
    private void await(Prepared prepared, ServiceGap gap, long began, long deadline) {
        Lane lane = prepared.lane() == Lane.LOGIN ? Lane.LOGIN : Lane.WORKER;
        SecondAttempt again = new SecondAttempt(() -> {
            gap.waited(System.nanoTime() - began);
            goOn(lane, () -> carryOut(prepared, lane, began));
        });
        again.at(facilities
                .timers()
                .schedule(
                        () -> {
                            gap.forget(again);
                            again.run();
                        },
                        deadline - System.nanoTime(),
                        TimeUnit.NANOSECONDS));
        gap.await(again);
    }

    /**
     * Answers the client whose command hangs in a plugin, and goes on without that thread.
     *
     * @param calls what the thread is in, the innermost first
     * @return false if it is not this conversation's thread, or has just come back
     */
    public boolean giveUp(Thread hung, List<Call> calls) {
        Turn now = turn;
        if (now == null || !now.giveUp(hung, calls)) {
            return false;
        }
        int code = calls.get(0).sorry();
        Reply sorry = Reply.of(code, "That took too long, please try again.");
        log.warn("Session {}: {} is answered {}", session.id(), session.lastCommand(), code);
        Runnable answer = goingOn(Lane.WORKER, () -> conclude(saying(sorry), Lane.WORKER));
        facilities.workers().execute(CallTally.carriedBy(answer));
        return true;
    }

    private static Step saying(Reply sorry) {
        return sorry.code() == 421 ? new Step.Farewell(sorry) : new Step.Answer(sorry);
    }

    private boolean conclude(Step step, Lane here) {
        session.note(step instanceof Step.Remember remember ? remember.note() : null);
        session.link().exchanged();
        timekeeper.worked();
        if (step instanceof Step.Answer answer) {
            reply(answer.reply());
        } else if (step instanceof Step.Remember remember) {
            reply(remember.reply());
        } else if (step instanceof Step.Delay delay) {
            facilities
                    .timers()
                    .schedule(
                            CallTally.carriedBy(() -> late(delay)),
                            delay.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
            return false;
        } else if (step instanceof Step.Farewell farewell) {
            farewell(farewell.reply(), "said " + farewell.reply().code());
        } else if (step instanceof Step.Secure || step instanceof Step.Unsecure) {
            return protect(step, here);
        } else if (step instanceof Step.Begin begin) {
            return begin(begin);
        }
        return true;
    }

    /** Goes on in the selector thread, which alone may change the protection, if it is not there already. */
    private boolean protect(Step step, Lane here) {
        if (here == Lane.ANY) {
            protect(step);
            return true;
        }
        channel.inTurn(() -> {
            protect(step);
            carryOn(Lane.ANY);
        });
        return false;
    }

    /** Only a client that waits for the answer may change the protection: what is pipelined behind it is an attack. */
    private void protect(Step step) {
        if (mailbox.isClosed()) {
            log.debug("Session {} ended before its protection changed", session.id());
        } else if (!mailbox.isEmpty()) {
            farewell(Reply.of(421, "Nothing may follow this command."), "commands pipelined behind AUTH, CCC or REIN");
        } else if (step instanceof Step.Secure secure) {
            channel.startTls(ReplyEncoder.encode(secure.reply()), secure.engines());
        } else if (step instanceof Step.Unsecure unsecure) {
            channel.stopTls(ReplyEncoder.encode(unsecure.reply()));
        }
    }

    private void late(Step.Delay delay) {
        if (delay.last()) {
            farewell(delay.reply(), "too many failed logins");
        } else {
            reply(delay.reply());
        }
        facilities.workers().execute(() -> carryOn(Lane.WORKER));
    }

    private void afterTransfer(Optional<Reply> lastWord) {
        timekeeper.worked();
        lastWord.ifPresent(reply -> farewell(reply, "said " + reply.code() + " after a transfer"));
        if (mailbox.isEmpty()) {
            carryOn(Lane.WORKER);
        } else {
            facilities.workers().execute(() -> carryOn(Lane.WORKER));
        }
    }

    void reply(Reply reply) {
        log.debug("{} -> {} {}", session.lastCommand(), reply.code(), reply.text());
        facilities
                .notifier()
                .answered(
                        session,
                        () -> new Answered(
                                session.lastCommand(),
                                reply.code(),
                                reply.text(),
                                Duration.between(session.active(), Instant.now()),
                                CallTally.take()));
        CallTally.forget(); // nobody may have asked
        channel.write(ReplyEncoder.encode(reply));
    }

    /** Says a last word and closes; what waits is forgotten. */
    void farewell(Reply reply, String reason) {
        ending = reason;
        mailbox.stop();
        reply(reply);
        timekeeper.finishing();
        channel.finish();
    }

    /** Ends the session from outside; a transfer is aborted. */
    public void close(String reason) {
        desk.abandon();
        farewell(Reply.of(421, reason), reason);
    }

    /** Lets a transfer end, closes at once if there is none. */
    public void drain(String reason) {
        if (!desk.quitAfter(Reply.of(421, reason))) {
            farewell(Reply.of(421, reason), reason);
        }
    }

    /** Called from time to time by the thread of the timers. */
    public void check(long nanoTime) {
        timekeeper.check(nanoTime);
    }

    /** Gives back everything, once, when the connection has ended and nothing runs any more. */
    private void release() {
        if (released.compareAndSet(false, true)) {
            facilities.workers().execute(this::giveBack);
        }
    }

    private void giveBack() {
        session.ready().ifPresent(ready -> facilities.table().giveBack(ready.user()));
        facilities.table().remove(this);
        facilities.table().giveBack(session.listener(), channel.peer().getAddress());
        facilities.notifier().closed(session, ending);
        log.info("Session {} of {} closed: {}", session.id(), channel.peer(), ending);
        session.ready().ifPresent(ready -> ready.tree().close()); // last: a plugin may hang in it
    }
}
