// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.util.TrustManagerUtils;
import org.staithe.testkit.client.ScriptedClient;

/** TLS of somebody who has no part in the conversation of a {@link ScriptedClient}, or who treats its own badly. */
final class ForeignTls {

    private final SSLContext context;
    private final String[] protocols;
    private List<SNIServerName> names = List.of();

    ForeignTls(String... protocols) throws IOException {
        this.protocols = protocols;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {TrustManagerUtils.getAcceptAllTrustManager()}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** From now on it asks for this name by SNI. */
    ForeignTls asking(String serverName) {
        names = List.of(new SNIHostName(serverName));
        return this;
    }

    static Socket plain(int port) throws IOException {
        return connected(new Socket(), port);
    }

    /** A data connection of which JSSE finds the session of the control connection. */
    static Socket data(int port, int controlPort) throws IOException {
        return connected(new SameServerSocket(controlPort), port);
    }

    private static Socket connected(Socket socket, int port) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        socket.setSoTimeout(15_000);
        return socket;
    }

    /** Shakes hands over this socket as with the server at that port, whose session is resumed if there is one. */
    SSLSocket over(Socket plain, int port, String... applicationProtocols) throws IOException {
        return secured(
                (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true),
                applicationProtocols);
    }

    /** The same, but whoever has the socket may go on in the clear. */
    SSLSocket within(Socket plain, int port) throws IOException {
        return secured((SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, false));
    }

    private SSLSocket secured(SSLSocket secured, String... applicationProtocols) throws IOException {
        if (protocols.length > 0) {
            secured.setEnabledProtocols(protocols);
        }
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols);
        parameters.setServerNames(names);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** The port of a new passive opening. */
    static int passivePort(ScriptedClient client) {
        return Integer.parseInt(client.says("EPSV").gets(229).text().replaceAll("\\D", ""));
    }

    /** What comes until the other side ends, in whatever way. */
    static String rest(Socket socket) throws IOException {
        StringBuilder heard = new StringBuilder();
        byte[] bytes = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(bytes);
                    n >= 0;
                    n = socket.getInputStream().read(bytes)) {
                heard.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // a reset, or an alert, is an end, too
        }
        return heard.toString();
    }
}
