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
import java.util.stream.IntStream;

/** The selector threads, and the listeners that feed them. */
public final class ControlPlane implements AutoCloseable {

    private final ExecutorService acceptors = Executors.newCachedThreadPool(ControlPlane::thread);
    private final List<ExecutorService> threads;
    private final List<SelectorLoop> loops;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<ControlListener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * Starts nothing yet: threads run while there is something to serve.
     *
     * @param selectors how many threads serve all control connections
     */
    public ControlPlane(int selectors) {
        threads = IntStream.range(0, selectors)
                .mapToObj(i -> Executors.newSingleThreadExecutor(ControlPlane::thread))
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
        return listen(address, backlog, false, connections, connection -> {});
    }

    private ControlListener listen(
            InetSocketAddress address,
            int backlog,
            boolean implicitTls,
            ConnectionHandler connections,
            InterpreterAdapter.Tls tls)
            throws IOException {
        ControlAcceptor acceptor = new ControlAcceptor(acceptors, this::nextLoop, backlog);
        ProtocolInterpreter interpreter = new ProtocolInterpreter(connections);
        acceptor.setHandler(new InterpreterAdapter(interpreter, tls));
        ControlListener listener = new ControlListener(address, implicitTls, acceptor, interpreter);
        listener.open();
        listeners.removeIf(ControlListener::isStopped);
        listeners.add(listener);
        return listener;
    }

    private SelectorLoop nextLoop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** Closes all listeners and all connections; returns when every session has been told. */
    @Override
    public void close() {
        listeners.forEach(ControlListener::close);
        loops.forEach(SelectorLoop::dispose);
        threads.forEach(ExecutorService::shutdown);
        acceptors.shutdown();
    }

    /** MINA names its threads after what they do. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "staithe-control");
        thread.setDaemon(true);
        return thread;
    }
}
