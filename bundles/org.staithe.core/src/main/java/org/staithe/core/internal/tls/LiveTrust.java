// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsMaterial;

/** Asks the plugins whether to believe a client's certificate, at each handshake. Without an answer: no. */
final class LiveTrust extends X509ExtendedTrustManager {

    private final Whiteboard<TlsMaterial> materials;
    private final String listener;

    LiveTrust(Whiteboard<TlsMaterial> materials, String listener) {
        this.materials = materials;
        this.listener = listener;
    }

    private Optional<X509TrustManager> trust() {
        for (Berth<TlsMaterial> berth : materials.berths()) {
            Optional<Lease<TlsMaterial>> leased = berth.lease();
            if (leased.isPresent()) {
                try (Lease<TlsMaterial> lease = leased.get()) {
                    Optional<X509TrustManager> given = lease.call("clientTrust", one -> one.clientTrust(listener));
                    if (given.isPresent()) {
                        return given;
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust().orElseThrow(() -> new CertificateException("no trust anchors for listener " + listener))
                .checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust().map(X509TrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is the server");
    }
}
