// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import org.apache.ftpserver.impl.FtpHandler;
import org.apache.ftpserver.listener.nio.FtpHandlerAdapter;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteToClosedSessionException;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Stands between MINA and the interpreter, as Apache's adapter does, but with one {@code FtpIoSession} per connection
 * instead of one per event, and with our line decoder: Apache's changes what the client has sent (it cuts trailing
 * blanks and a leading X off and upper-cases verbs).
 */
final class InterpreterAdapter extends FtpHandlerAdapter {

    private final Handshakes handshakes;

    InterpreterAdapter(FtpHandler interpreter, Handshakes handshakes) {
        super(null, interpreter);
        this.handshakes = handshakes;
    }

    @Override
    public void sessionCreated(IoSession session) throws Exception {
        ControlConnection connection = ControlConnection.over((NioSession) session, getFtpHandler(), handshakes);
        getFtpHandler().sessionCreated(connection.session());
    }

    @Override
    public void sessionOpened(IoSession session) throws Exception {
        getFtpHandler().sessionOpened(ControlConnection.of(session).session());
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        ControlConnection.of(session).received(((IoBuffer) message).buf());
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        ControlConnection.of(session).sent();
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        if (event == SslEvent.SECURED) {
            ControlConnection.of(session).secured();
        } else if (event == SslEvent.UNSECURED) {
            ControlConnection.of(session).unsecured();
        }
    }

    @Override
    public void inputClosed(IoSession session) {
        ControlConnection.of(session).inputEnded();
    }

    @Override
    public void sessionClosed(IoSession session) throws Exception {
        getFtpHandler().sessionClosed(ControlConnection.of(session).session());
    }

    @Override
    public void sessionIdle(IoSession session, IdleStatus status) throws Exception {
        getFtpHandler().sessionIdle(ControlConnection.of(session).session(), status);
    }

    @Override
    public void exceptionCaught(IoSession session, Throwable cause) throws Exception {
        if (cause instanceof WriteToClosedSessionException) {
            // The client left with replies on their way: nobody is there to get them.
            return;
        }
        getFtpHandler().exceptionCaught(ControlConnection.of(session).session(), cause);
    }
}
