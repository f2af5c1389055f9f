// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.command.Transfer;
import org.staithe.filesystem.Pathname;
import org.staithe.session.RepresentationType;

/** One transfer, from its opening to its end. */
final class TransferRun implements RunningTransfer {

    private static final Logger log = LoggerFactory.getLogger(TransferRun.class);

    private final TransferOrder order;
    private final Buffers buffers;
    private final Instant started;
    private final Consumer<TransferRun> onAbort;
    private final long begun = System.nanoTime();

    // Written by the thread of the transfer, bytes once per step; read by anyone.
    private volatile long bytes;
    private volatile long took = -1;
    private volatile Result result = Result.RUNNING;
    private volatile int code;
    private volatile boolean connected;
    private volatile @Nullable String problem;

    private volatile boolean aborted;
    // Guarded by this.
    private boolean settled;
    private @Nullable DataThread thread;

    private record Agreement(boolean passive, InetSocketAddress address, boolean connected) implements Opening {}

    TransferRun(TransferOrder order, Buffers buffers, Instant started, Consumer<TransferRun> onAbort) {
        this.order = order;
        this.buffers = buffers;
        this.started = started;
        this.onAbort = onAbort;
    }

    /** Does everything, by a {@link DataThread}; afterwards all that the order held is closed. */
    TransferEnd perform() {
        DataThread mine = DataThread.current();
        synchronized (this) {
            thread = mine;
        }
        TransferEnd end = connectAndMove(mine.readiness());
        synchronized (this) {
            thread = null;
            // An interrupt was for what has ended; the files are closed by an undisturbed thread.
            Thread.interrupted();
        }
        close(content());
        close(order.opening());
        took = System.nanoTime() - begun;
        problem = end.problem(order.opening());
        result = end instanceof TransferEnd.Completed
                ? Result.COMPLETED
                : end instanceof TransferEnd.Aborted ? Result.ABORTED : Result.FAILED;
        return end;
    }

    private TransferEnd connectAndMove(Readiness readiness) {
        DataConnection connection;
        try {
            connection = new Connecting(order, buffers, () -> connected = true).connect(readiness, () -> aborted);
        } catch (IOException e) {
            return aborted ? new TransferEnd.Aborted() : new TransferEnd.NotOpened(e);
        } catch (RuntimeException | Error e) {
            return new TransferEnd.Failed(e);
        }
        // Closed before the end is told: some clients take the reply as the end of the data.
        try (connection) {
            move(connection);
            return new TransferEnd.Completed();
        } catch (Throwable e) {
            return aborted ? new TransferEnd.Aborted() : failure(e);
        }
    }

    private static TransferEnd failure(Throwable e) {
        Throwable inner = e instanceof UncheckedIOException ? e.getCause() : null;
        Throwable cause = inner != null ? inner : e;
        return cause instanceof DataConnectionException broken
                ? new TransferEnd.Broken(broken)
                : new TransferEnd.Failed(cause);
    }

    private void move(DataConnection connection) throws IOException {
        Pace pace = new Pace(order.bytesPerSecond(), System::nanoTime);
        Tally tally = n -> {
            count(n);
            connection.pause(pace.moved(n));
        };
        boolean ascii = order.type() == RepresentationType.ASCII;
        if (order.transfer() instanceof Transfer.Receive receive) {
            new FileReceiver(connection, buffers, pace, tally, order.sizeLimit()).receive(receive.target(), ascii);
            settle();
            receive.target().commit();
            connection.finishReceiving();
            return;
        }
        if (order.transfer() instanceof Transfer.Send send) {
            new FileSender(connection, buffers, pace, tally)
                    .send(send.source(), order.range().length(), ascii);
        } else if (order.transfer() instanceof Transfer.Text text) {
            new LineSender(connection, tally).send(text.lines());
        }
        connection.finishSending();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Nobody else writes.
    private void count(long moved) {
        bytes += moved;
    }

    /** From here on it is too late to abort: what is being published is not taken back. */
    private synchronized void settle() throws DataConnectionException {
        if (aborted) {
            throw new DataConnectionException("Aborted.");
        }
        settled = true;
    }

    @Override
    public void abort() {
        DataThread running;
        synchronized (this) {
            if (settled || aborted || result != Result.RUNNING) {
                return;
            }
            aborted = true;
            running = thread;
        }
        close(order.opening());
        if (running != null) {
            running.readiness().wake();
        }
        onAbort.accept(this);
    }

    /**
     * Ends the wait of an aborted transfer for a file system that hangs. Not done at once: an interrupt closes the file
     * that is being written, and a file system that does not hang may want to keep it for a restart.
     */
    synchronized void interrupt() {
        if (thread != null && !settled) {
            thread.interrupt();
        }
    }

    /** The end is known and must be told, whatever a plugin does here: an upload was published, or will not be. */
    private void close(Closeable held) {
        try {
            held.close();
        } catch (IOException | RuntimeException | Error e) {
            log.warn("Closing after {} of {}", verb(), path(), e);
        }
    }

    private Closeable content() {
        if (order.transfer() instanceof Transfer.Receive receive) {
            return receive.target();
        } else if (order.transfer() instanceof Transfer.Send send) {
            return send.source();
        }
        return ((Transfer.Text) order.transfer()).lines()::close;
    }

    @Override
    public void answered(int code) {
        this.code = code;
    }

    @Override
    public Direction direction() {
        if (order.transfer() instanceof Transfer.Receive) {
            return Direction.UPLOAD;
        }
        return order.transfer() instanceof Transfer.Send ? Direction.DOWNLOAD : Direction.LISTING;
    }

    @Override
    public String verb() {
        return order.verb();
    }

    @Override
    public Pathname path() {
        return order.transfer().path();
    }

    @Override
    public RepresentationType type() {
        return order.type();
    }

    @Override
    public boolean secure() {
        return order.protection().isPresent();
    }

    @Override
    public long offset() {
        return order.range().offset();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Duration took() {
        long known = took;
        return Duration.ofNanos(known >= 0 ? known : System.nanoTime() - begun);
    }

    @Override
    public Result result() {
        return result;
    }

    @Override
    public Opening opening() {
        return new Agreement(order.opening().passive(), order.opening().address(), connected);
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int code() {
        return code;
    }
}
