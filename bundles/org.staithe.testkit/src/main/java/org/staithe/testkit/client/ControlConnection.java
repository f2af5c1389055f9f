// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.staithe.command.Reply;

/** The client's end of a control connection: bytes out, replies in, all of it written down. */
final class ControlConnection implements AutoCloseable {

    private final Transcript transcript;
    private Socket socket;
    private InputStream in;

    ControlConnection(InetSocketAddress server, @Nullable InetAddress from, Duration patience, Transcript transcript)
            throws IOException {
        this.transcript = transcript;
        socket = new Socket();
        if (from != null) {
            socket.bind(new InetSocketAddress(from, 0));
        }
        socket.connect(server, Math.toIntExact(patience.toMillis()));
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte[] bytes, Duration patience) throws IOException {
        transcript.said(bytes);
        try (Deadline deadline = new Deadline(patience, socket)) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }
    }

    void sendUrgent(int octet) throws IOException {
        transcript.note("urgent " + octet);
        socket.sendUrgentData(octet);
    }

    Reply reply(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        return new ReplyReader(in, transcript).read();
    }

    /** Passes over what is still to be read. */
    void awaitEnd(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (in.read() >= 0) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the server goes on talking");
                }
            }
        } catch (SocketException e) {
            transcript.note("reset by the server");
        }
    }

    void secure(Tls tls) throws IOException {
        socket = tls.over(socket);
        in = new BufferedInputStream(socket.getInputStream());
        transcript.note("TLS");
    }

    Socket socket() {
        return socket;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
