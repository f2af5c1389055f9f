// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.mina.core.session.IdleStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server-PI in Apache's sense: passes what happens on a listener's connections to the sessions of the core. */
final class ProtocolInterpreter implements FtpHandler {

    private static final Logger log = LoggerFactory.getLogger(ProtocolInterpreter.class);

    private final ConnectionHandler connections;

    ProtocolInterpreter(ConnectionHandler connections) {
        this.connections = connections;
    }

    @Override
    public void init(@Nullable FtpServerContext context, Listener listener) {
        // Users, files and commands do not come from Apache's context.
    }

    @Override
    public void sessionCreated(FtpIoSession session) {
        // The connection is told when it is open.
    }

    @Override
    public void sessionOpened(FtpIoSession session) {
        ControlConnection connection = ControlConnection.of(session);
        connection.open(connections.connected(connection));
    }

    @Override
    public void messageReceived(FtpIoSession session, FtpRequest request) {
        ControlConnection.of(session).events().line(request.getRequestLine());
    }

    @Override
    public void sessionClosed(FtpIoSession session) {
        ControlConnection.of(session).ended();
    }

    @Override
    public void exceptionCaught(FtpIoSession session, Throwable cause) {
        ControlConnection connection = ControlConnection.of(session);
        log.error("The control connection of {} is closed after an error of the server", connection.peer(), cause);
        connection.abort();
    }

    @Override
    public void sessionIdle(FtpIoSession session, IdleStatus status) {
        // MINA's idle times are not set: a session of the core has its own deadlines.
    }

    @Override
    public void messageSent(FtpIoSession session, FtpReply reply) {
        // Replies are written as text.
    }
}
