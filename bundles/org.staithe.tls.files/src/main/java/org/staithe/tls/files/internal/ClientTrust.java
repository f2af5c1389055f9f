// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.files.internal;

import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/** Who judges the certificates of clients, and the revocation lists that it goes by. */
record ClientTrust(X509TrustManager manager, List<X509CRL> revocations) {

    /** While the files are missing or broken: configured trust must not become another's, or everybody's. */
    static final X509TrustManager NOBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("the authorities of clients could not be read");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };
}
