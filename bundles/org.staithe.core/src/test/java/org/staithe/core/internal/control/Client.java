// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The other end of a control connection. */
final class Client implements AutoCloseable {

    private final Socket plain;
    private Socket socket;
    private BufferedReader in;

    Client(InetSocketAddress server) throws IOException {
        plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(10_000);
        plain.connect(server);
        use(plain);
    }

    private void use(Socket now) throws IOException {
        socket = now;
        in = new BufferedReader(new InputStreamReader(now.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The connection below TLS. */
    Socket plain() {
        return plain;
    }

    Socket socket() {
        return socket;
    }

    Client says(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Client hears(String line) throws IOException {
        assertThat(in.readLine()).isEqualTo(line);
        return this;
    }

    String line() throws IOException {
        return in.readLine();
    }

    /** The end of the connection, be it a FIN or a reset. */
    boolean hearsTheEnd() {
        try {
            return in.readLine() == null;
        } catch (IOException e) {
            return "Connection reset".equals(e.getMessage());
        }
    }

    SSLSocket startsTls(SSLContext context, String protocol) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
        tls.setEnabledProtocols(new String[] {protocol});
        tls.startHandshake();
        use(tls);
        return tls;
    }

    /** Goes on in the clear on the same connection. */
    void dropsTls() throws IOException {
        socket.close();
        use(plain);
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
