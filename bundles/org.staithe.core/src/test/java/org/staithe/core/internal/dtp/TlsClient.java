// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The two ends of TLS for a test: the server's protection and a client's socket, of one self-signed certificate. */
final class TlsClient {

    private final SSLContext context;

    private TlsClient(SSLContext context) {
        this.context = context;
    }

    static TlsClient in(Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "secret",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "secret".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, "secret".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return new TlsClient(context);
    }

    /** What the server does, with a verdict on the handshake. */
    DataProtection protection(Verdict verdict) {
        return new DataProtection() {
            @Override
            public SSLEngine dataEngine() {
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(false);
                return engine;
            }

            @Override
            public void shaken(SSLEngine engine) throws IOException {
                verdict.on(engine);
            }
        };
    }

    DataProtection protection() {
        return protection(engine -> {});
    }

    @FunctionalInterface
    interface Verdict {
        void on(SSLEngine engine) throws IOException;
    }

    /** A client over a connection that stays in the test's hands. */
    SSLSocket over(Socket plain, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    /** A socket that counts the alerts among the TLS 1.2 records that arrive. */
    static final class Watched extends Socket {
        int alerts;
        int last;
        private int header;
        private int left;
        private int length;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    if (b >= 0) {
                        seen(b);
                    }
                    return b;
                }

                @Override
                public int read(byte[] to, int from, int most) throws IOException {
                    int n = super.read(to, from, most);
                    for (int i = 0; i < n; i++) {
                        seen(to[from + i] & 0xff);
                    }
                    return n;
                }
            };
        }

        private void seen(int b) {
            if (left > 0) {
                left--;
                return;
            }
            switch (header++) {
                case 0 -> {
                    last = b;
                    alerts += b == 21 ? 1 : 0;
                }
                case 3 -> length = b << 8;
                case 4 -> {
                    left = length | b;
                    header = 0;
                }
                default -> {}
            }
        }
    }
}
