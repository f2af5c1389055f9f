// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The selector threads, and the listeners that feed them. */
public final class ControlPlane implements AutoCloseable {

    /** MINA renames these after what they do. */
    private static final String NAME = "staithe-control";

    private final ExecutorService acceptors = Executors.newCachedThreadPool(work -> thread(work, NAME));
    private final Handshakes handshakes;
    private final List<ExecutorService> threads;
    private final List<SelectorLoop> loops;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<ControlListener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * Starts nothing yet: threads run while there is something to serve.
     *
     * @param selectors how many threads serve all control connections
     * @param handshakeThreads how many threads compute TLS handshakes; what they cannot begin waits, within bounds
     */
    public ControlPlane(int selectors, int handshakeThreads) {
        handshakes = new Handshakes(handshakeThreads);
        threads = IntStream.range(0, selectors)
                .mapToObj(i -> Executors.newSingleThreadExecutor(work -> thread(work, NAME)))
                .toList();
        loops = threads.stream().map(SelectorLoop::new).toList();
    }

    /**
     * Accepts clients on an address.
     *
     * @param address port 0 lets the system choose
     * @param backlog how many clients the system may keep waiting to be accepted
     * @throws IOException if the address cannot be bound
     */
    public ControlListener listen(InetSocketAddress address, int backlog, ConnectionHandler connections)
            throws IOException {
        ControlAcceptor acceptor = new ControlAcceptor(acceptors, this::nextLoop, backlog);
        ProtocolInterpreter interpreter = new ProtocolInterpreter(connections);
        acceptor.setHandler(new InterpreterAdapter(interpreter, handshakes));
        ControlListener listener = new ControlListener(address, acceptor, interpreter);
        listener.open();
        listeners.removeIf(ControlListener::isStopped);
        listeners.add(listener);
        return listener;
    }

    private SelectorLoop nextLoop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** A thread may hang in a plugin: if it computes a handshake, another one does its work until it comes back. */
    public void replace(Thread slow) {
        handshakes.replace(slow);
    }

    /**
     * A thread hangs in a plugin: if it computes a handshake, that connection is closed and the thread replaced.
     *
     * @param calls gives up what the thread is in; false if it has just come back
     */
    public boolean giveUp(Thread hung, BooleanSupplier calls) {
        return handshakes.giveUp(hung, calls);
    }

    /** Closes all listeners and all connections; returns when every session has been told. */
    @Override
    public void close() {
        listeners.forEach(ControlListener::close);
        loops.forEach(SelectorLoop::dispose);
        threads.forEach(ExecutorService::shutdown);
        acceptors.shutdown();
        handshakes.shutdown();
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
