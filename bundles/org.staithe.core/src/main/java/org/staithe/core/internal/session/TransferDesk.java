// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Limits;
import org.staithe.auth.User;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.Transfer;
import org.staithe.core.internal.dtp.DataOpening;
import org.staithe.core.internal.dtp.ProtectionRefusedException;
import org.staithe.core.internal.dtp.RunningTransfer;
import org.staithe.core.internal.dtp.TransferEnd;
import org.staithe.core.internal.dtp.TransferEvents;
import org.staithe.core.internal.dtp.TransferOrder;

/**
 * A session's dealings with the data transfer process: begins transfers, answers beside them, says how they ended.
 *
 * <p>Its lock is also the order of the replies around a transfer: 150 before 226, 426 before the 226 of {@code ABOR}.
 */
final class TransferDesk {

    private static final Logger log = LoggerFactory.getLogger(TransferDesk.class);

    private final FtpSession session;
    private final Facilities facilities;
    private final Consumer<Reply> replies;
    private final Consumer<Optional<Reply>> afterwards;
    private @Nullable RunningTransfer running; // these are guarded by this
    private @Nullable Reply lastWord;
    private int aborts;
    private boolean abandoned;

    /**
     * Makes one.
     *
     * @param afterwards goes on with the conversation, after a last word if there is one
     */
    TransferDesk(
            FtpSession session, Facilities facilities, Consumer<Reply> replies, Consumer<Optional<Reply>> afterwards) {
        this.session = session;
        this.facilities = facilities;
        this.replies = replies;
        this.afterwards = afterwards;
    }

    /**
     * Answers the urgent commands that wait, beside the transfer. {@code ABOR} overtakes what waits, the others do not;
     * behind an {@code ABOR} everything waits for the end of the transfer.
     */
    synchronized void answerUrgent(Mailbox mailbox) {
        while (running != null) {
            Optional<Request> urgent = aborts > 0 ? mailbox.takeAbort() : mailbox.takeUrgent();
            if (urgent.isEmpty()) {
                return;
            }
            if (urgent.get().verb().equals("ABOR")) {
                aborts++;
                running.abort();
                continue;
            }
            Step step = facilities.interpreter().prepare(session, urgent.get()).run();
            if (step instanceof Step.Farewell farewell) {
                lastWord = farewell.reply();
            } else if (step instanceof Step.Answer answer) {
                replies.accept(answer.reply());
            }
        }
    }

    /** Begins a transfer; true if it could not begin and the conversation goes on at once. */
    synchronized boolean begin(Step.Begin begin) {
        Optional<DataOpening> opening = session.link().take();
        if (abandoned || opening.isEmpty()) {
            opening.ifPresent(DataOpening::close);
            return refuse(begin, "Use PASV or PORT first.");
        }
        try {
            running = facilities.transfers().start(order(begin, opening.get()), new Events(begin));
        } catch (RejectedExecutionException e) {
            opening.get().close();
            return refuse(begin, "Too many transfers at the moment, try again later.");
        }
        session.transfer(running);
        begin.onRevoke().accept(running::abort);
        replies.accept(Reply.of(150, begin.transfer().opening()));
        facilities.notifier().transferStarted(session, running);
        return false;
    }

    private boolean refuse(Step.Begin begin, String text) {
        discard(begin.transfer());
        begin.release().run();
        replies.accept(Reply.of(425, text));
        return true;
    }

    private TransferOrder order(Step.Begin begin, DataOpening opening) {
        Limits limits = session.user().map(User::limits).orElse(Limits.NONE);
        Transfer transfer = begin.transfer();
        long rate = 0;
        if (transfer instanceof Transfer.Send) {
            rate = limits.downloadRate();
        } else if (transfer instanceof Transfer.Receive) {
            rate = limits.uploadRate();
        }
        ListenerSettings settings = session.settings();
        return new TransferOrder(
                begin.verb(),
                transfer,
                opening,
                session.type(),
                begin.range(),
                session.link().protection(),
                rate,
                limits.uploadSize(),
                settings.connect(),
                settings.stall());
    }

    /** A short transfer may be over before {@link #begin} is: what that still needs must not be given back. */
    private synchronized void awaitBegun() {
        // the lock is all
    }

    private final class Events implements TransferEvents {

        private final Step.Begin begin;

        Events(Step.Begin begin) {
            this.begin = begin;
        }

        @Override
        public void closed() {
            awaitBegun();
            begin.release().run();
        }

        @Override
        public void ended(RunningTransfer transfer, TransferEnd end) {
            awaitBegun();
            TransferDesk.this.ended(begin, transfer, end);
        }
    }

    private void ended(Step.Begin begin, RunningTransfer transfer, TransferEnd end) {
        Reply closing = reply(end);
        Optional<Reply> last;
        synchronized (this) {
            running = null;
            session.transfer(null);
            transfer.answered(closing.code());
            replies.accept(closing);
            for (; aborts > 0; aborts--) {
                replies.accept(Reply.of(226, "Abort successful."));
            }
            last = Optional.ofNullable(lastWord);
            lastWord = null;
        }
        log.info(
                "Session {} {} {} {}: {} bytes in {} ms, {}",
                session.id(),
                session.user().map(User::name).orElse("-"),
                begin.verb(),
                Printable.text(transfer.path().toString()),
                transfer.bytes(),
                transfer.took().toMillis(),
                closing.code());
        facilities.notifier().transferred(session, transfer);
        afterwards.accept(last);
    }

    private static Reply reply(TransferEnd end) {
        if (end instanceof TransferEnd.NotOpened notOpened) {
            if (notOpened.cause() instanceof ProtectionRefusedException refused) {
                return Reply.of(522, refused.reason());
            }
            log.info("No data connection: {}", notOpened.cause().toString());
            return Reply.of(425, "The data connection could not be opened.");
        }
        if (end instanceof TransferEnd.Broken broken) {
            log.info("The data connection broke: {}", broken.cause().toString());
            return Reply.of(426, "The data connection broke, transfer aborted.");
        }
        if (end instanceof TransferEnd.Aborted) {
            return Reply.of(426, "Transfer aborted.");
        }
        if (end instanceof TransferEnd.GivenUp) {
            return Reply.of(451, "The files did not answer in time, transfer aborted.");
        }
        if (end instanceof TransferEnd.Failed failed) {
            return ErrorReplies.of(failed.cause());
        }
        return Reply.of(226, "Transfer complete.");
    }

    /** Says this as the last word when the transfer has ended; false if there is none. */
    synchronized boolean quitAfter(Reply word) {
        if (running == null) {
            return false;
        }
        lastWord = word;
        return true;
    }

    /** The control connection has ended: so does the transfer. */
    synchronized void abandon() {
        abandoned = true;
        if (running != null) {
            running.abort();
        }
    }

    private static void discard(Transfer transfer) {
        if (transfer instanceof Transfer.Text text) {
            text.lines().close();
            return;
        }
        try (Closeable unused =
                transfer instanceof Transfer.Send send ? send.source() : ((Transfer.Receive) transfer).target()) {
            log.debug("{} is not begun", transfer.path());
        } catch (IOException e) {
            log.warn("{} did not close: {}", Printable.text(transfer.path().toString()), e.toString());
        }
    }
}
