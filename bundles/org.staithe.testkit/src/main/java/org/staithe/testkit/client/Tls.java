// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * TLS of one conversation, which believes every certificate.
 *
 * <p>Data connections do not resume its session: JSSE looks for one by the port of the socket, and theirs is another.
 * That suits tests of servers that do not require it.
 */
final class Tls {

    private final SSLContext context;
    private final InetSocketAddress server;
    private final String[] protocols;
    private final Duration patience;

    Tls(InetSocketAddress server, Duration patience, String... protocols) throws IOException {
        this.server = server;
        this.patience = patience;
        this.protocols = protocols.clone();
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    SSLSocket over(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(plain, server.getHostString(), server.getPort(), true);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        try (Deadline deadline = new Deadline(patience, plain)) {
            socket.startHandshake();
        }
        return socket;
    }
}
