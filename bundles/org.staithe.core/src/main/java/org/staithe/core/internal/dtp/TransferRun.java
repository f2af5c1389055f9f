// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    private final Stock stock;
    private final Instant started;
    private final Consumer<TransferRun> onAbort;
    private final TransferEvents events;
    private final Course course = new Course();
    private final long begun = System.nanoTime();

    // Written by the thread of the transfer, bytes once per step; read by anyone.
    private volatile long bytes;
    private volatile long took = -1;
    private volatile Result result = Result.RUNNING;
    private volatile int code;
    private volatile @Nullable DataSocket socket;
    private volatile @Nullable String problem;

    private record Agreement(boolean passive, InetSocketAddress address, boolean connected) implements Opening {}

    TransferRun(
            TransferOrder order, Stock stock, Instant started, Consumer<TransferRun> onAbort, TransferEvents events) {
        this.order = order;
        this.stock = stock;
        this.started = started;
        this.onAbort = onAbort;
        this.events = events;
    }

    /** Does everything, by a {@link DataThread}; afterwards all that the order held is closed. */
    void perform() {
        DataThread mine = DataThread.current();
        course.begin(mine);
        TransferEnd end = course.moved(connectAndMove(mine.readiness()));
        close(content());
        close(order.opening());
        close(events::closed);
        course.closed();
        over(end);
    }

    /** Tells the end, after {@link #perform}, unless that was done when it was given up. */
    void tell() {
        if (!course.isGivenUp()) {
            events.ended(this, course.end());
        }
    }

    private synchronized void over(TransferEnd end) {
        if (result == Result.RUNNING) {
            took = System.nanoTime() - begun;
            problem = end.problem(order.opening());
            result = end instanceof TransferEnd.Completed
                    ? Result.COMPLETED
                    : end instanceof TransferEnd.Aborted ? Result.ABORTED : Result.FAILED;
        }
    }

    private TransferEnd connectAndMove(Readiness readiness) {
        DataConnection connection;
        try {
            connection =
                    new Connecting(order, stock.buffers()).connect(readiness, course::isStopped, open -> socket = open);
            course.connected();
        } catch (IOException e) {
            return course.isAborted() ? new TransferEnd.Aborted() : new TransferEnd.NotOpened(e);
        } catch (RuntimeException | Error e) {
            return new TransferEnd.Failed(e);
        }
        // Closed before the end is told: some clients take the reply as the end of the data.
        try (connection) {
            move(connection);
            return new TransferEnd.Completed();
        } catch (Throwable e) {
            return course.isAborted() ? new TransferEnd.Aborted() : failure(e);
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
            new FileReceiver(connection, stock, pace, tally, order.sizeLimit()).receive(receive.target(), ascii);
            course.settle();
            receive.target().commit();
            connection.finishReceiving();
            return;
        }
        if (order.transfer() instanceof Transfer.Send send) {
            new FileSender(connection, stock.buffers(), pace, tally)
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

    @Override
    public void abort() {
        if (course.abort()) {
            close(order.opening());
            onAbort.accept(this);
        }
    }

    /**
     * Ends the wait of an aborted transfer for a file system that hangs. Not done at once: an interrupt closes the file
     * that is being written, and a file system that does not hang may want to keep it for a restart.
     */
    void interrupt() {
        course.interrupt();
    }

    /**
     * Its thread hangs in a plugin: nobody waits for it any more. What it moves is not published when it comes back, for
     * it learns by an exception that it was given up.
     *
     * @param calls gives up what the thread is in; false if it has just come back
     * @return false if it is another transfer's thread, or has just come back
     */
    boolean giveUp(Thread hung, BooleanSupplier calls) {
        return course.giveUp(hung, calls);
    }

    /** The client of a transfer that was given up sees that nothing more comes, and is answered. */
    void tellGivenUp() {
        close(order.opening());
        DataSocket open = socket;
        if (open != null) {
            open.close();
        }
        over(course.end());
        events.ended(this, course.end());
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
        return new Agreement(order.opening().passive(), order.opening().address(), socket != null);
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
