// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts the connections of one listener and gives each to a selector loop for life. */
final class ControlAcceptor extends NioSocketAcceptor {

    private static final Logger log = LoggerFactory.getLogger(ControlAcceptor.class);

    private static final int READ_BUFFER = 1024;
    private static final int LARGEST_READ_BUFFER = 8192;
    private static final long PAUSE_MILLIS = 500;

    private final Supplier<SelectorLoop> loops;

    ControlAcceptor(Executor thread, Supplier<SelectorLoop> loops, int backlog) {
        super(thread, loops.get());
        this.loops = loops;
        setReuseAddress(true);
        setBacklog(backlog);
        // Sessions outlive the listener that accepted them.
        setCloseOnDeactivation(false);
        SocketSessionConfig config = getSessionConfig();
        // Set by MINA before the session is handed to its loop, so before the first byte.
        config.setTcpNoDelay(true);
        config.setKeepAlive(true);
        // The Data Mark of Telnet's Synch comes as urgent data; NIO sees it only in line.
        config.setOobInline(true);
        config.setReadBufferSize(READ_BUFFER);
        config.setMinReadBufferSize(READ_BUFFER);
        config.setMaxReadBufferSize(LARGEST_READ_BUFFER);
    }

    @Override
    protected @Nullable NioSession accept(IoProcessor<NioSession> ignored, ServerSocketChannel server)
            throws Exception {
        SelectionKey key = server == null ? null : server.keyFor(selector);
        if (key == null || !key.isValid() || !key.isAcceptable()) {
            return null;
        }
        NioSession session = super.accept(loops.get(), server);
        if (session == null) {
            // MINA has swallowed "too many open files"; asking again at once would spin and flood the log.
            log.warn(
                    "No connection can be accepted on {}; trying again in {} ms",
                    server.getLocalAddress(),
                    PAUSE_MILLIS);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return session;
    }
}
