// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.threads;

import org.jspecify.annotations.Nullable;

/**
 * A thread that works in a {@linkplain Slots slot}, and may go on with something longer when that is done: to wake
 * another thread for it costs more than many a file.
 */
public class SharedThread extends Thread {

    // Touched by the thread itself only.
    private boolean inSlot;
    private @Nullable Runnable after;

    protected SharedThread(Runnable work, String name) {
        super(work, name);
    }

    /** Has the current thread do this when it has left its slot; false if it is in none, or has something to do. */
    public static boolean goOnWith(Runnable longer) {
        if (Thread.currentThread() instanceof SharedThread here && here.inSlot && here.after == null) {
            here.after = longer;
            return true;
        }
        return false;
    }

    void enterSlot() {
        inSlot = true;
    }

    /** Returns what to go on with. */
    @Nullable
    Runnable leaveSlot() {
        Runnable longer = after;
        after = null;
        inSlot = false;
        return longer;
    }
}
