// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.x25519.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.XECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X25519ProviderTest {

    private final Provider ours = new X25519Provider("ours");
    private final Provider jdk = Objects.requireNonNull(Security.getProvider("SunEC"));

    /** RFC 7748 section 5.2; of the second coordinate the highest bit is set, and means nothing. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
                + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
                + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
    })
    void multipliesAsTheRfcShows(String scalar, String u, String product) throws Exception {
        HexFormat hex = HexFormat.of();
        PublicKey peer = key(ours, PublicPoint.of(hex.parseHex(u)).getU());

        assertThat(hex.formatHex(agree(ours, new SecretScalar(hex.parseHex(scalar)), peer)))
                .isEqualTo(product);
    }

    @Test
    void agreesWithTheJdk() throws Exception {
        for (int i = 0; i < 100; i++) {
            KeyPair here = pair(ours);
            KeyPair there = pair(jdk);

            byte[] secret = agree(ours, here.getPrivate(), key(ours, u(there)));

            assertThat(agree(jdk, there.getPrivate(), key(jdk, u(here)))).isEqualTo(secret);
            // As if the provider had come or gone in the midst of a handshake.
            assertThat(agree(jdk, here.getPrivate(), key(jdk, u(there)))).isEqualTo(secret);
            assertThat(agree(jdk, here.getPrivate(), key(ours, u(there)))).isEqualTo(secret);
            assertThat(agree(ours, here.getPrivate(), key(jdk, u(there)))).isEqualTo(secret);
        }
    }

    /** 0, 1 and p - 1: with them the peer would choose the secret. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "57896044618658097711785492504343953926634992332820282019728792003956564819948"})
    void pointsOfSmallOrderAreRefused(String u) throws Exception {
        PrivateKey own = pair(ours).getPrivate();
        PublicKey peer = key(ours, new BigInteger(u));

        assertThatThrownBy(() -> agree(ours, own, peer)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void whatIsNotX25519IsLeftToOthers() throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("XDH", ours);

        assertThatThrownBy(() -> pairs.initialize(NamedParameterSpec.X448))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> KeyFactory.getInstance("XDH", ours)
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X448, BigInteger.TEN)))
                .isInstanceOf(InvalidKeySpecException.class);
        PrivateKey another = pair(jdk).getPrivate();
        assertThatThrownBy(() -> KeyAgreement.getInstance("XDH", ours).init(another))
                .isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void isAskedBeforeTheJdkAndGoesWithTheBundle() throws Exception {
        CheaperKeyExchange first = new CheaperKeyExchange(1);
        CheaperKeyExchange second = new CheaperKeyExchange(2); // a newer version comes before the older one goes
        try {
            assertThat(pair(null).getPrivate()).isInstanceOf(SecretScalar.class);
            first.stop();
            assertThat(pair(null).getPrivate()).isInstanceOf(SecretScalar.class);
            KeyPairGenerator x448 = KeyPairGenerator.getInstance("XDH");
            x448.initialize(NamedParameterSpec.X448);
            assertThat(x448.generateKeyPair().getPrivate()).isNotInstanceOf(SecretScalar.class);
        } finally {
            first.stop();
            second.stop();
        }
        assertThat(pair(null).getPrivate()).isNotInstanceOf(SecretScalar.class);
        assertThat(Security.getProviders())
                .extracting(Provider::getName)
                .noneMatch(name -> name.startsWith("StaitheX25519"));
    }

    private static KeyPair pair(@Nullable Provider provider) throws GeneralSecurityException {
        KeyPairGenerator pairs =
                provider == null ? KeyPairGenerator.getInstance("XDH") : KeyPairGenerator.getInstance("XDH", provider);
        pairs.initialize(NamedParameterSpec.X25519);
        return pairs.generateKeyPair();
    }

    private static BigInteger u(KeyPair pair) {
        return ((XECPublicKey) pair.getPublic()).getU();
    }

    private static PublicKey key(Provider provider, BigInteger u) throws GeneralSecurityException {
        return KeyFactory.getInstance("XDH", provider)
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
    }

    private static byte[] agree(Provider provider, PrivateKey own, PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("XDH", provider);
        agreement.init(own);
        agreement.doPhase(peer, true);
        return agreement.generateSecret("TlsPremasterSecret").getEncoded();
    }
}
