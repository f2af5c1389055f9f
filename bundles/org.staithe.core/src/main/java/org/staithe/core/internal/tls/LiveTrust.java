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

    /** Asks the first that has trust anchors; what it gave is its own, and called under its lease. */
    private <T> Optional<T> ask(String what, Lease.Question<X509TrustManager, T, RuntimeException> question) {
        for (Berth<TlsMaterial> berth : materials.berths()) {
            Optional<Lease<TlsMaterial>> leased = berth.lease();
            if (leased.isPresent()) {
                try (Lease<TlsMaterial> lease = leased.get()) {
                    Optional<X509TrustManager> given = lease.call("clientTrust", one -> one.clientTrust(listener));
                    if (given.isPresent()) {
                        return Optional.of(lease.callPart(what, given.get(), question));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private record Judgement(Optional<CertificateException> objection) {
        static Judgement by(X509TrustManager judge, X509Certificate[] chain, String authType) {
            try {
                judge.checkClientTrusted(chain, authType);
                return new Judgement(Optional.empty());
            } catch (CertificateException e) {
                return new Judgement(Optional.of(e));
            }
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        Optional<CertificateException> objection = ask(
                        "checkClientTrusted", judge -> Judgement.by(judge, chain, authType))
                .orElseThrow(() -> new CertificateException("no trust anchors for listener " + listener))
                .objection();
        if (objection.isPresent()) {
            throw objection.get();
        }
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
        return ask("getAcceptedIssuers", X509TrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
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
