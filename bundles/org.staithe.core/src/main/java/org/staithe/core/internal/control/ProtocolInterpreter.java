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

/** The server-PI in Apache's sense: passes what happens on a listener's connections to the sessions of the core. */
final class ProtocolInterpreter implements FtpHandler {

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
        try {
            connection.open(connections.connected(connection));
        } catch (RuntimeException | Error e) {
            connection.failed(e);
        }
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
        ControlConnection.of(session).failed(cause);
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
