// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.staithe.core.internal.whiteboard.Call;

/**
 * One command that a thread carries out. If the thread hangs in a plugin, it loses its turn: the client is answered, the
 * conversation goes on by another thread, and what this one brings one day is not wanted.
 */
final class Turn {

    private @Nullable Thread thread = Thread.currentThread(); // these are guarded by this
    private boolean lost;

    /**
     * Takes the turn from a thread that has these calls to return from.
     *
     * @return false if it is another thread's turn, or has just come to its end
     */
    synchronized boolean giveUp(Thread hung, List<Call> calls) {
        if (thread != hung) {
            return false;
        }
        for (Call call : calls) {
            lost = call.giveUp() || lost;
        }
        if (lost) {
            thread = null;
            hung.interrupt(); // some plugins hang in what can be interrupted
        }
        return lost;
    }

    /** The thread has come back; says whether it is still its turn. */
    synchronized boolean end() {
        thread = null;
        if (lost) {
            boolean unused = Thread.interrupted(); // that was for what has ended
        }
        return !lost;
    }
}
