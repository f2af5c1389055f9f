// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.staithe.testkit.client.Credulous;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

/** A TLS server on the loopback address that asks a material at each handshake, and clients of it. */
final class HandshakeServer implements AutoCloseable {

    private final TlsMaterial material;
    private final SSLServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    HandshakeServer(TlsMaterial material, boolean needsClientCertificate) throws Exception {
        this.material = material;
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trust = material.clientTrust("default").stream().toArray(TrustManager[]::new);
        context.init(new KeyManager[] {new Keys()}, trust, null);
        socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(needsClientCertificate);
        threads.execute(this::accept);
    }

    /** The certificate that a client sees that asks for this name; it trusts everybody. */
    X509Certificate shownFor(String name) throws Exception {
        return shown(Optional.of(name), "TLSv1.3", new String[0], Optional.empty());
    }

    /** What a client of TLS 1.2 sees that can only verify one kind of key. */
    X509Certificate shownTo(String suite) throws Exception {
        return shown(Optional.empty(), "TLSv1.2", new String[] {suite}, Optional.empty());
    }

    /** Whether a client with this certificate is let in. */
    boolean admits(TlsIdentity client) throws Exception {
        try {
            shown(Optional.empty(), "TLSv1.2", new String[0], Optional.of(client));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private X509Certificate shown(
            Optional<String> name, String protocol, String[] suites, Optional<TlsIdentity> identity) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(clientKeys(identity), new TrustManager[] {new Credulous()}, null);
        try (SSLSocket client =
                (SSLSocket) context.getSocketFactory().createSocket(socket.getInetAddress(), socket.getLocalPort())) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setProtocols(new String[] {protocol});
            name.ifPresent(host -> parameters.setServerNames(List.of(new SNIHostName(host))));
            if (suites.length > 0) {
                parameters.setCipherSuites(suites);
            }
            client.setSSLParameters(parameters);
            client.setSoTimeout(20_000);
            client.startHandshake();
            if (client.getInputStream().read() != 'x') {
                throw new IOException("the server hung up");
            }
            return (X509Certificate) client.getSession().getPeerCertificates()[0];
        }
    }

    private static KeyManager[] clientKeys(Optional<TlsIdentity> identity)
            throws GeneralSecurityException, IOException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "client",
                identity.get().key(),
                new char[0],
                identity.get().chain().toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket accepted = (SSLSocket) socket.accept();
                threads.execute(() -> greet(accepted));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void greet(SSLSocket accepted) {
        try (accepted) {
            accepted.setSoTimeout(20_000);
            accepted.startHandshake();
            accepted.getOutputStream().write('x');
            accepted.getInputStream().read();
        } catch (IOException e) {
            // the client sees it, too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    /** Chooses as the core does: the first whose kind of key the client can verify. */
    private final class Keys extends X509ExtendedKeyManager {

        private final ConcurrentHashMap<String, TlsIdentity> chosen = new ConcurrentHashMap<>();

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket connection) {
            Optional<String> name = ((ExtendedSSLSession) ((SSLSocket) connection).getHandshakeSession())
                    .getRequestedServerNames().stream()
                            .map(asked -> ((SNIHostName) asked).getAsciiName())
                            .findFirst();
            for (TlsIdentity identity : material.identities("default", name)) {
                if (identity.key().getAlgorithm().equals(keyType)) {
                    String alias = keyType + new SecureRandom().nextLong();
                    chosen.put(alias, identity);
                    return alias;
                }
            }
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chosen.get(alias).chain().toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return chosen.get(alias).key();
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket connection) {
            return null;
        }
    }
}
