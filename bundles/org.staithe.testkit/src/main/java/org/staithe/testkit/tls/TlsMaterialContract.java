// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.staithe.tls.TlsIdentity;
import org.staithe.tls.TlsMaterial;

/** What every {@link TlsMaterial} must do. Extend it in the tests of a plugin. */
public abstract class TlsMaterialContract {

    private static final int HANDSHAKES = 8;
    private static final String LISTENER = "default";

    /** The material under test, with something to give to a listener named {@code default}. */
    protected abstract TlsMaterial material() throws Exception;

    /** A server name in lower case that a certificate of the material is for. */
    protected abstract String knownName();

    @Test
    public void aKnownNameGetsAKeyThatItsCertificateCertifies() throws Exception {
        List<TlsIdentity> given = material().identities(LISTENER, Optional.of(knownName()));

        assertThat(given).isNotEmpty();
        for (TlsIdentity identity : given) {
            assertThat(signsFor(identity)).as("key of %s", identity).isTrue();
        }
    }

    @Test
    public void allThatIsGivenIsToldToWhoeverWatchesCertificates() throws Exception {
        TlsMaterial material = material();

        assertThat(material.all(LISTENER))
                .containsAll(material.identities(LISTENER, Optional.of(knownName())))
                .containsAll(material.identities(LISTENER, Optional.empty()));
    }

    @Test
    public void eachCertificateOfAChainIsCertifiedByTheNext() throws Exception {
        for (TlsIdentity identity : material().identities(LISTENER, Optional.of(knownName()))) {
            List<X509Certificate> chain = identity.chain();
            for (int i = 0; i + 1 < chain.size(); i++) {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            }
        }
    }

    @Test
    public void ecKeysComeBeforeRsaKeys() throws Exception {
        List<String> kinds = material().identities(LISTENER, Optional.of(knownName())).stream()
                .map(identity -> identity.key().getAlgorithm())
                .toList();

        if (kinds.contains("EC") && kinds.contains("RSA")) {
            assertThat(kinds.lastIndexOf("EC")).isLessThan(kinds.indexOf("RSA"));
        }
    }

    @Test
    public void theSameIsGivenWhileNothingChanges() throws Exception {
        TlsMaterial material = material();

        assertThat(material.identities(LISTENER, Optional.of(knownName())))
                .isEqualTo(material.identities(LISTENER, Optional.of(knownName())));
    }

    @Test
    public void oddNamesAreAnswered() throws Exception {
        TlsMaterial material = material();
        for (String name : List.of("", ".", "*", "*.", "..", "[", "[::1]", "1.2.3.4", "%s", "x".repeat(300), "\0")) {
            assertThat(material.identities(LISTENER, Optional.of(name)))
                    .as("for '%s'", name)
                    .isNotNull();
        }
        assertThat(material.identities("no-such-listener", Optional.empty())).isNotNull();
        assertThat(material.clientTrust("no-such-listener")).isNotNull();
    }

    @Test
    public void handshakesMayAskAtTheSameTime() throws Exception {
        TlsMaterial material = material();
        ExecutorService handshakes = Executors.newFixedThreadPool(HANDSHAKES);
        try {
            List<Future<List<TlsIdentity>>> answers = new ArrayList<>();
            for (int i = 0; i < HANDSHAKES; i++) {
                answers.add(handshakes.submit(() -> material.identities(LISTENER, Optional.of(knownName()))));
            }
            for (Future<List<TlsIdentity>> answer : answers) {
                assertThat(answer.get()).isNotEmpty();
            }
        } finally {
            handshakes.shutdownNow();
        }
    }

    private static boolean signsFor(TlsIdentity identity) throws Exception {
        PrivateKey key = identity.key();
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] message = {1, 2, 3};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(message);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(identity.certificate().getPublicKey());
        verifying.update(message);
        return verifying.verify(signing.sign());
    }
}
