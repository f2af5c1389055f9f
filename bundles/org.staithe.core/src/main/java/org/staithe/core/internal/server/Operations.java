// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.core.internal.session.Conversation;
import org.staithe.core.internal.session.SessionTable;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** Ends sessions on behalf of operators, and all of them when the server stops. */
final class Operations implements SessionControl {

    private static final Logger log = LoggerFactory.getLogger(Operations.class);
    private static final Duration AFTER_ABORT = Duration.ofSeconds(2);

    private final SessionTable table;
    private final AtomicInteger drains = new AtomicInteger();

    Operations(SessionTable table) {
        this.table = table;
    }

    /** Whether nobody is let in now. */
    boolean closing() {
        return drains.get() > 0;
    }

    /** Lets nobody in any more, for good. */
    void closeForGood() {
        drains.incrementAndGet();
    }

    @Override
    public List<Session> sessions() {
        return table.all().stream()
                .<Session>map(Conversation::session)
                .sorted(Comparator.comparing(Session::connected))
                .toList();
    }

    @Override
    public boolean close(String sessionId, String reason) {
        Optional<Conversation> found = table.find(sessionId);
        found.ifPresent(conversation -> conversation.close(reason));
        return found.isPresent();
    }

    @Override
    public Drain drain(Duration patience) throws InterruptedException {
        drains.incrementAndGet();
        try {
            table.all().forEach(conversation -> conversation.drain("The server is closing, please come back later."));
            boolean graceful = table.awaitEmpty(patience);
            if (!graceful) {
                log.warn(
                        "{} sessions did not end within {} s: they are cut off",
                        table.all().size(),
                        patience.toSeconds());
                table.all().forEach(conversation -> conversation.close("The server is closing."));
                if (!table.awaitEmpty(AFTER_ABORT)) {
                    table.all()
                            .forEach(conversation ->
                                    conversation.session().channel().abort());
                }
            }
            return graceful ? Drain.GRACEFUL : Drain.FORCED;
        } finally {
            drains.decrementAndGet();
        }
    }
}
