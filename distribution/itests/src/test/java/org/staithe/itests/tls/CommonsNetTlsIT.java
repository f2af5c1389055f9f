// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.DefaultSocketFactory;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.SSLContextUtils;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.itests.SecureServer;

/** Apache Commons Net (JSSE), as it is and with data connections that resume the session. */
class CommonsNetTlsIT {

    private static final byte[] CONTENT = new byte[300_001];

    static {
        new Random(11).nextBytes(CONTENT);
    }

    @TempDir
    static Path folder;

    private static SecureServer server;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        server = TlsOfTheJdk.Servers.start(test, folder, TlsListeners.forClients());
        Files.write(server.root().resolve("there"), CONTENT);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    /** Ten rounds of five transfers, half of which begin in the middle of the file. */
    @ParameterizedTest
    @CsvSource({
        "require-1.2,false,TLSv1.2,true,true", "require-1.2,false,TLSv1.2,true,false",
        "implicit-1.2,true,TLSv1.2,true,true", "implicit-1.2,true,TLSv1.2,true,false",
        "prefer,false,TLSv1.3,false,true", "prefer,false,TLSv1.2,false,false",
        "off,false,TLSv1.3,false,false", "off,false,TLSv1.2,true,true"
    })
    void fiftyTransfersGoWellInOneSession(
            String listener, boolean implicit, String protocol, boolean resuming, boolean passive) throws IOException {
        FTPSClient client = login(listener, implicit, protocol, resuming, passive);
        int half = CONTENT.length / 2;
        for (int i = 0; i < 10; i++) {
            String name = "commons-" + listener + passive + i;
            store(client, name, 0, half);
            store(client, name, half, CONTENT.length - half);
            assertThat(client.listNames()).as(client.getReplyString()).contains(name);
            assertThat(retrieve(client, name, 0)).isEqualTo(CONTENT);
            assertThat(retrieve(client, name, half)).isEqualTo(Arrays.copyOfRange(CONTENT, half, CONTENT.length));
            assertThat(client.deleteFile(name)).isTrue();
        }
        assertThat(client.logout()).isTrue();
    }

    /** In TLS 1.3 JSSE uses a ticket once; each download brings it the next one, an upload does not. */
    @ParameterizedTest
    @CsvSource({"require-1.3,false,true", "require-1.3,false,false", "implicit-1.3,true,true"})
    void fiftyDownloadsGoWellInOneTls13Session(String listener, boolean implicit, boolean passive) throws IOException {
        FTPSClient client = login(listener, implicit, "TLSv1.3", true, passive);
        for (int i = 0; i < 50; i++) {
            assertThat(retrieve(client, "there", 0)).as("download %d", i).isEqualTo(CONTENT);
        }
        store(client, "last-" + listener + passive, 0, CONTENT.length);
        assertThat(client.logout()).isTrue();
    }

    /**
     * JSSE ends its handshake with two packets, and waits with the second for the first to be acknowledged. A server that
     * puts that off, as systems do for 40 ms, has not one quick listing.
     */
    @Test
    void theEndOfAHandshakeIsNotKeptWaiting() throws IOException {
        FTPSClient client = login("prefer", false, "TLSv1.3", false, true);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            assertThat(client.listNames()).as(client.getReplyString()).contains("there");
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(shortest)).isLessThan(Duration.ofMillis(40));
        assertThat(client.logout()).isTrue();
    }

    private static void store(FTPSClient client, String name, int from, int count) throws IOException {
        client.setRestartOffset(from);
        assertThat(client.storeFile(name, new ByteArrayInputStream(CONTENT, from, count)))
                .as(client.getReplyString())
                .isTrue();
    }

    private static byte[] retrieve(FTPSClient client, String name, int from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        client.setRestartOffset(from);
        assertThat(client.retrieveFile(name, bytes)).as(client.getReplyString()).isTrue();
        return bytes.toByteArray();
    }

    private static FTPSClient login(
            String listener, boolean implicit, String protocol, boolean resuming, boolean passive) throws IOException {
        SSLContext tls = SSLContextUtils.createSSLContext("TLS", null, TrustManagerUtils.getAcceptAllTrustManager());
        FTPSClient client = resuming ? new Resuming(implicit, tls) : new FTPSClient(implicit, tls);
        client.setEnabledProtocols(new String[] {protocol});
        client.setDefaultTimeout(15_000);
        client.setDataTimeout(Duration.ofSeconds(15));
        client.connect("127.0.0.1", server.port(listener));
        assertThat(client.login(SecureServer.USER, SecureServer.PASSWORD)).isTrue();
        client.execPBSZ(0);
        if (resuming) {
            client.sendCommand("PROT", "P"); // execPROT would make sockets that belong to no session
        } else {
            client.execPROT("P");
        }
        client.setFileType(FTP.BINARY_FILE_TYPE);
        if (passive) {
            client.enterLocalPassiveMode();
        } else {
            client.enterLocalActiveMode();
        }
        return client;
    }

    /** Opens its data connections as {@link SameServerSocket}s, so that they resume the session. */
    private static final class Resuming extends FTPSClient {

        private final SSLContext tls;

        Resuming(boolean implicit, SSLContext tls) {
            super(implicit, tls);
            this.tls = tls;
        }

        @Override
        protected void _connectAction_() throws IOException {
            super._connectAction_();
            int port = _socket_.getPort();
            setSocketFactory(new DefaultSocketFactory() {
                @Override
                public Socket createSocket() {
                    return new SameServerSocket(port);
                }
            });
            setServerSocketFactory(new Listening(port));
        }

        @Override
        protected Socket _openDataConnection_(String command, String argument) throws IOException {
            Socket plain = super._openDataConnection_(command, argument);
            if (plain == null) {
                return null; // refused
            }
            String host = _socket_.getInetAddress().getHostAddress();
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            secured.setEnabledProtocols(getEnabledProtocols());
            secured.setUseClientMode(true);
            secured.startHandshake();
            return secured;
        }
    }

    /** For active data connections. */
    private static final class Listening extends ServerSocketFactory {

        private final int controlPort;

        Listening(int controlPort) {
            this.controlPort = controlPort;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 1, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return new ServerSocket(port, backlog, address) {
                @Override
                public Socket accept() throws IOException {
                    Socket accepted = new SameServerSocket(controlPort);
                    implAccept(accepted);
                    return accepted;
                }
            };
        }
    }
}
