// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
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

    private static final Set<EllipticCurve> CURVES = Set.of(curve("secp256r1"), curve("secp384r1"), curve("secp521r1"));

    @Override
    public Optional<TlsContext> context(
            TlsParameters parameters, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        if (!Suites.of(parameters).areKnown() || !GROUPS.containsAll(parameters.groups())) {
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
                ? CURVES.contains(ec.getParams().getCurve())
                : key.getAlgorithm().equals("RSA");
        return fits && "PKCS#8".equals(key.getFormat());
    }

    private static EllipticCurve curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }
}
