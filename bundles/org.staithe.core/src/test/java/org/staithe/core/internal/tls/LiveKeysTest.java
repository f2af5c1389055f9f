// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;
import org.staithe.core.internal.whiteboard.RunningFramework;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

class LiveKeysTest {

    private RunningFramework framework;
    private Whiteboard<TlsMaterial> materials;
    private LiveKeys keys;
    private List<X509Certificate> certificates;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new RunningFramework(storage);
        materials = framework.whiteboard(TlsMaterial.class);
        materials.open();
        keys = new LiveKeys(materials, "default");
        // Any certificates will do: those that the JDK trusts.
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        certificates = Arrays.asList(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
    }

    @AfterEach
    void stop() throws Exception {
        materials.close();
        framework.close();
    }

    private ServiceRegistration<TlsMaterial> offer(X509Certificate certificate) throws Exception {
        TlsIdentity identity = identity("EC", certificate);
        return framework.offer(TlsMaterial.class, (listener, name) -> List.of(identity), Map.of());
    }

    private static TlsIdentity identity(String keyType, X509Certificate certificate) throws Exception {
        return new TlsIdentity(
                KeyPairGenerator.getInstance(keyType).generateKeyPair().getPrivate(), List.of(certificate));
    }

    private List<X509Certificate> shown() {
        return keys.identities(Optional.empty()).stream()
                .map(TlsIdentity::certificate)
                .toList();
    }

    @Test
    void whileThePluginIsReplacedItsLastCertificateIsShown() throws Exception {
        ServiceRegistration<TlsMaterial> old = offer(certificates.get(0));
        assertThat(shown()).containsExactly(certificates.get(0));
        old.unregister();
        assertThat(shown()).containsExactly(certificates.get(0));
        offer(certificates.get(1));
        assertThat(shown()).containsExactly(certificates.get(1));
    }

    @Test
    void aHandshakeIsAnsweredFromOneLook() throws Exception {
        List<TlsIdentity> both = List.of(identity("RSA", certificates.get(0)), identity("EC", certificates.get(1)));
        AtomicInteger looks = new AtomicInteger();
        framework.offer(
                TlsMaterial.class, (listener, name) -> List.of(both.get(looks.getAndIncrement() % 2)), Map.of());
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        assertThat(keys.chooseEngineServerAlias("EC", null, engine)).isNull();
        assertThat(keys.chooseEngineServerAlias("RSA", null, engine)).isNotNull();
    }

    @Test
    void withoutAnyPluginNothingIsShown() {
        assertThat(shown()).isEmpty();
    }
}
