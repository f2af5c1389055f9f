// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * How far a handshake comes with what the client has sent. Computed by a worker: an engine may take its milliseconds for
 * it within any call, not only in tasks.
 */
final class HandshakeStep {

    private static final int RECORD = 34 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(RECORD));

    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteArrayOutputStream flight = new ByteArrayOutputStream(2048);
    private Optional<SSLException> failure = Optional.empty();
    private boolean finished;
    private boolean closed;

    HandshakeStep(SSLEngine engine, ByteBuffer received) {
        this.engine = engine;
        this.received = received;
    }

    void compute() {
        try {
            boolean more = true;
            while (more && !finished && !closed) {
                more = switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> wrap();
                    default -> unwrap();
                };
            }
        } catch (SSLException e) {
            fail(e);
        } catch (RuntimeException | Error e) { // of an engine that a plugin has brought
            fail(new SSLException(e));
        }
    }

    private void fail(SSLException cause) {
        failure = Optional.of(cause);
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap(); // the alert
            }
        } catch (SSLException | RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean wrap() throws SSLException {
        ByteBuffer record = SCRATCH.get().clear();
        SSLEngineResult result = engine.wrap(NOTHING, record);
        Bytes.append(record, flight);
        return goesOn(result);
    }

    private boolean unwrap() throws SSLException {
        return goesOn(engine.unwrap(received, SCRATCH.get().clear()));
    }

    private boolean goesOn(SSLEngineResult result) {
        finished = result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        closed = result.getStatus() == Status.CLOSED;
        return result.getStatus() == Status.OK;
    }

    /** What is to be sent. */
    ByteArrayOutputStream flight() {
        return flight;
    }

    /** What was received and not used: part of a record, or what comes behind the handshake. */
    ByteBuffer rest() {
        return received;
    }

    Optional<SSLException> failure() {
        return failure;
    }

    boolean finished() {
        return finished;
    }

    boolean closed() {
        return closed;
    }
}
