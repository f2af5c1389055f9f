// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.tls.TlsContext;
import org.staithe.tls.TlsParameters;
import org.staithe.tls.TlsProvider;

/** TLS by BoringSSL, where it does what is asked as the JDK would do it. */
final class BoringSsl implements TlsProvider {

    private static final Logger log = LoggerFactory.getLogger(BoringSsl.class);

    private static final Set<String> GROUPS = Set.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1", "secp521r1");

    /** P-256, P-384 and P-521, by the names of newer JDKs and by the numbers of older ones. */
    private static final Set<String> CURVES =
            Set.of("secp256r1", "secp384r1", "secp521r1", "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    @Override
    public Optional<TlsContext> context(
            TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        if (!BoringSslContext.suites(parameters).areKnown() || !GROUPS.containsAll(parameters.groups())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BoringSslContext(parameters, keys, trust));
        } catch (SSLException e) {
            log.warn("BoringSSL does not do {}", parameters, e);
            return Optional.empty();
        } finally {
            FastThreadLocal.removeAll(); // they would keep the classes of this bundle as long as this thread lives
        }
    }

    @Override
    public boolean knows(PrivateKey key) {
        boolean fits = key instanceof ECKey ec
                ? CURVES.contains(curve(ec))
                : key.getAlgorithm().equals("RSA");
        return fits && "PKCS#8".equals(key.getFormat());
    }

    private static String curve(ECKey key) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(key.getParams());
            return parameters.getParameterSpec(ECGenParameterSpec.class).getName();
        } catch (GeneralSecurityException e) {
            return ""; // the JDK has no name for it
        }
    }
}
