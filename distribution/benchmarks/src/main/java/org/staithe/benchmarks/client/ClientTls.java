// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The TLS of one session, which believes every certificate: the server under test has made its own.
 *
 * <p>Data connections are opened under the address of the control connection, so that they resume its session.
 */
public final class ClientTls {

    private final SSLContext context;
    private final InetSocketAddress server;

    public ClientTls(InetSocketAddress server) throws IOException {
        this.server = server;
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
        socket.startHandshake();
        return socket;
    }

    private static final class Credulous implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
