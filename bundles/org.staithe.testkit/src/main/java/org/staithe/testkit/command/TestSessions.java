// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** Sessions that can be closed, without a server. */
public final class TestSessions implements SessionControl {

    private final List<Session> open;
    private final List<String> reasons = new ArrayList<>();

    public TestSessions(Session... open) {
        this.open = new ArrayList<>(List.of(open));
    }

    /** Why those that are closed were closed, in order. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public List<Session> sessions() {
        return List.copyOf(open);
    }

    @Override
    public boolean close(String sessionId, String reason) {
        boolean closed = open.removeIf(session -> session.id().equals(sessionId));
        if (closed) {
            reasons.add(reason);
        }
        return closed;
    }

    @Override
    public Drain drain(Duration patience) {
        open.clear();
        return Drain.GRACEFUL;
    }
}
