// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
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

    private volatile boolean aborted;
    // Guarded by this.
    private boolean settled;
    private @Nullable DataThread thread;

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
        closeContent();
        order.opening().close();
        took = System.nanoTime() - begun;
        result = end instanceof TransferEnd.Completed
                ? Result.COMPLETED
                : end instanceof TransferEnd.Aborted ? Result.ABORTED : Result.FAILED;
        return end;
    }

    private TransferEnd connectAndMove(Readiness readiness) {
        DataConnection connection;
        try {
            connection = connect(readiness);
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

    private DataConnection connect(Readiness readiness) throws IOException {
        SocketChannel channel = order.opening().open(order.connectPatience());
        InetSocketAddress peer = (InetSocketAddress) channel.socket().getRemoteSocketAddress();
        DataSocket socket = new DataSocket(channel, readiness, () -> aborted);
        DataConnection connection = socket;
        boolean ready = false;
        try {
            if (order.protection().isPresent()) {
                DataProtection protection = order.protection().get();
                socket.endWithin(order.connectPatience());
                SSLEngine engine = protection.engineFor(Addresses.plain(peer));
                TlsConnection tls = new TlsConnection(socket, engine, buffers);
                connection = tls;
                tls.shakeHands();
                protection.shaken(engine);
            }
            socket.stallAfter(order.stallPatience());
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private void move(DataConnection connection) throws IOException {
        Pace pace = new Pace(order.bytesPerSecond(), System::nanoTime);
        Tally tally = n -> {
            bytes += n;
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
        order.opening().close();
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

    private void closeContent() {
        try {
            content().close();
        } catch (IOException | RuntimeException e) {
            // The end of the transfer is known; an upload was published, or will not be.
            log.warn("Closing {} after {}", path(), verb(), e);
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
    public int code() {
        return code;
    }
}
