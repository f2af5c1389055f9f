// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A data connection in the hands of a test, which may use it well or badly. */
public final class DataConnection implements AutoCloseable {

    private final @Nullable ServerSocket listener;
    private final Duration patience;
    private @Nullable Tls tls;
    private @Nullable Socket socket;

    /** Exactly one of both: a socket that is connected, or one that will be. */
    DataConnection(@Nullable Socket socket, @Nullable ServerSocket listener, @Nullable Tls tls, Duration patience) {
        this.socket = socket;
        this.listener = listener;
        this.tls = tls;
        this.patience = patience;
    }

    /** The socket, accepted and protected if need be; the server does either only after its 150. */
    public Socket socket() throws IOException {
        Socket open = socket;
        if (open == null && listener != null) {
            try (ServerSocket accepting = listener) {
                accepting.setSoTimeout(Math.toIntExact(patience.toMillis()));
                open = accepting.accept();
            }
        }
        if (open == null) {
            throw new IOException("no data connection");
        }
        open.setSoTimeout(Math.toIntExact(patience.toMillis()));
        if (tls != null) {
            open = tls.over(open);
            tls = null;
        }
        socket = open;
        return open;
    }

    public DataConnection sends(byte[] bytes) throws IOException {
        Socket open = socket();
        try (Deadline deadline = new Deadline(patience, open)) {
            OutputStream out = open.getOutputStream();
            out.write(bytes);
            out.flush();
        }
        return this;
    }

    /** What comes until the server closes. */
    public byte[] receives() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket().getInputStream().transferTo(all);
        return all.toByteArray();
    }

    /** The next bytes, fewer only if the server closes before. */
    public byte[] receives(int count) throws IOException {
        return socket().getInputStream().readNBytes(count);
    }

    /** The end of an upload: what was sent is all there is. */
    public void ends() throws IOException {
        Socket open = socket();
        if (open instanceof SSLSocket) {
            // Tickets that nobody has read would turn the close into a reset, and that eats the end of the file.
            open.shutdownOutput();
            InputStream in = open.getInputStream();
            in.transferTo(OutputStream.nullOutputStream());
        }
        open.close();
    }

    /** Sends a FIN, and goes on to read. */
    public void halfCloses() throws IOException {
        socket().shutdownOutput();
    }

    /** Sends a RST in place of a FIN. */
    public void resets() throws IOException {
        Socket open = socket;
        if (open != null) {
            open.setSoLinger(true, 0);
        }
        close();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        if (listener != null) {
            listener.close();
        }
    }
}
