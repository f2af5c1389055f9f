// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.time.Duration;
import org.staithe.command.Reply;

/**
 * The deadlines of one session: to log in, between commands, to read the last word. Looked at from time to time by the
 * thread of the timers, so that an idle session costs no timer of its own.
 *
 * <p>Commands count, bytes do not: a client that dribbles gains no time. A running command or transfer is not idle.
 */
final class Timekeeper {

    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    private final Conversation conversation;
    private final long connectedNanos = System.nanoTime();
    private volatile long workedNanos = connectedNanos;
    private volatile boolean finishing;
    private volatile long finishingNanos;

    Timekeeper(Conversation conversation) {
        this.conversation = conversation;
    }

    /** A command or a transfer has ended. */
    void worked() {
        workedNanos = System.nanoTime();
    }

    /** The last word was said. */
    void finishing() {
        finishingNanos = System.nanoTime();
        finishing = true;
    }

    void check(long now) {
        FtpSession session = conversation.session();
        ListenerSettings settings = session.settings();
        if (finishing) {
            if (passed(now, finishingNanos, LAST_WORD)) {
                conversation.channel().abort();
            }
            return;
        }
        session.link().giveUpAfter(settings.connect());
        if (session.ready().isEmpty()) {
            if (passed(now, connectedNanos, settings.login())) {
                conversation.farewell(Reply.of(421, "Login took too long."), "login took too long");
                if (session.tls().isPresent() && !session.secure()) {
                    conversation.channel().abort(); // in the middle of a handshake there is no way to say it
                }
            }
        } else if (conversation.isIdle() && passed(now, workedNanos, settings.idle())) {
            conversation.farewell(Reply.of(421, "Idle for too long."), "idle for too long");
        }
    }

    private static boolean passed(long now, long since, Duration patience) {
        return now - since > patience.toNanos();
    }
}
