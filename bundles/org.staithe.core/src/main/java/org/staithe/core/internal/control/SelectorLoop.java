// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A selector thread of MINA's that also runs tasks for its sessions, between two rounds of I/O.
 *
 * <p>A round is: select, tasks, reads, writes, removals. MINA wakes its own selector for each write, even though the
 * writes of a round come after its reads; that would be a second, empty round per reply and is left out here.
 */
final class SelectorLoop extends NioProcessor implements Executor {

    private static final Logger log = LoggerFactory.getLogger(SelectorLoop.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    // Both are written by the selector thread; others only compare the first with themselves.
    private volatile @Nullable Thread thread;
    private boolean writesAhead;

    private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

    /**
     * Makes a loop.
     *
     * @param thread runs nothing but this loop
     */
    SelectorLoop(Executor thread) {
        super(thread);
    }

    /** Runs the task in the selector thread, soon; never within this call. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wakeup();
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** An empty buffer, for this thread and until the next call. */
    ByteBuffer scratch(int size) {
        if (scratch.capacity() < size) {
            scratch = ByteBuffer.allocateDirect(size);
        }
        return scratch.clear();
    }

    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        writesAhead = false;
        if (!tasks.isEmpty()) {
            super.wakeup();
        }
        int selected = super.select(timeout);
        writesAhead = true;
        runTasks();
        return selected;
    }

    /** Only those that are here now: a task that comes back must not hold the reads up. */
    private void runTasks() {
        for (int i = tasks.size(); i > 0; i--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task of a control connection failed", e);
            }
        }
    }

    @Override
    protected void wakeup() {
        if (!writesAhead || !isCurrentThread()) {
            super.wakeup();
        }
    }

    /** Called when the writes of this round are over: what is asked for from now on needs another round. */
    void writesAreOver() {
        writesAhead = false;
    }

    @Override
    protected Iterator<NioSession> allSessions() {
        // MINA looks at all sessions after its writes: once a second, and when it shuts down.
        writesAreOver();
        return super.allSessions();
    }

    @Override
    public void updateTrafficControl(NioSession session) {
        super.updateTrafficControl(session);
        if (session.getCurrentWriteRequest() != null) {
            // MINA has just forgotten that it waits to send the rest of this.
            flush(session);
        }
    }

    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        if (buffer.position() > 0) {
            // MINA asks again after a short read; that would be a system call that finds nothing.
            return 0;
        }
        try {
            return super.read(session, buffer);
        } catch (IOException e) {
            return broken(session, e, -1);
        }
    }

    @Override
    protected int write(NioSession session, IoBuffer buffer, int length) throws IOException {
        try {
            return super.write(session, buffer, length);
        } catch (IOException e) {
            return broken(session, e, 0);
        }
    }

    /** Sends what the system takes at once; for any thread, while MINA has nothing of this session. Returns how much. */
    int writeNow(NioSession session, ByteBuffer bytes) {
        try {
            return write(session, IoBuffer.wrap(bytes), bytes.remaining());
        } catch (IOException e) {
            return broken(session, e, 0);
        }
    }

    /** Clients that vanish are everyday life; MINA would log an ERROR for each. */
    private static int broken(NioSession session, IOException e, int result) {
        log.debug("Connection of {} broke: {}", session.getRemoteAddress(), e.getMessage());
        session.closeNow();
        return result;
    }
}
