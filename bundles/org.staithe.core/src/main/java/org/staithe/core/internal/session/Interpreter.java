// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import org.staithe.command.Request;
import org.staithe.core.internal.control.ControlEvents.Fault;

/** The server-PI: knows what a request means and carries it out. Safe for concurrent use. */
public interface Interpreter {

    /** Whether it is answered beside a transfer: {@code ABOR STAT NOOP QUIT}. */
    boolean urgent(Request request);

    /** Understands a request: its full verb, what it needs, how it must be run. */
    Prepared prepare(FtpSession session, Request request);

    /** A line that cannot be a command is answered, too. */
    Prepared prepare(FtpSession session, Fault fault);

    /** Where a command runs. */
    enum Lane {
        /** Wherever the conversation is, if need be on a selector thread: it cannot block. */
        ANY,
        WORKER,
        LOGIN
    }

    /** A request that is understood. Used by one thread at a time. */
    interface Prepared {

        /** On which threads it runs. */
        Lane lane();

        /**
         * Carries it out. Failures have become replies already.
         *
         * @throws org.staithe.core.internal.whiteboard.ServiceGap if a service is not here now; it may be run again
         */
        Step run();
    }
}
