// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.staithe.core.internal.tls.TlsSettings.Resumption;

class TlsSettingsTest {

    @Test
    void withoutMoreWordsBothVersionsAreSpokenAndTheNewerFirst() {
        assertThat(TlsSettings.protocols(List.of())).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(TlsSettings.protocols(List.of("1.2"))).containsExactly("TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.0", "SSLv3", "TLSv1.4", "1", "tls1.2"})
    void noOtherVersionCanBeConfigured(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsSettings.protocols(List.of("1.3", version)))
                .withMessageContainingAll("tls.versions = " + version, "1.2 and 1.3");
    }

    @Test
    void theDefaultSuitesHaveForwardSecrecyAndAuthenticatedEncryption() {
        assertThat(TlsSettings.suites(List.of()))
                .allMatch(suite ->
                        suite.matches("TLS_(ECDHE_(ECDSA|RSA)_WITH_)?(AES_\\d+_GCM|CHACHA20_POLY1305)_SHA\\d+"))
                .filteredOn(suite -> suite.startsWith("TLS_ECDHE"))
                .first()
                .asString()
                .contains("ECDSA_WITH_AES_128");
    }

    @Test
    void suitesKeepTheirOrder() {
        List<String> chosen = List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384");
        assertThat(TlsSettings.suites(chosen)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TLS_RSA_WITH_NULL_SHA256", "TLS_DH_anon_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-GCM-SHA256"})
    void suitesThatProtectNothingOrDoNotExistAreRefused(String suite) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsSettings.suites(List.of("TLS_AES_128_GCM_SHA256", suite)))
                .withMessageContaining("tls.suites = " + suite);
    }

    @Test
    void groupsThatNobodyKnowsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedGroups.check(List.of("x25519", "secp112r1")))
                .withMessageContaining("tls.groups");
    }

    @Test
    void aWordThatIsNoneIsNamedWithThoseThatAre() {
        assertThat(TlsSettings.word("tls.resumption", " Require ", Resumption.class))
                .isEqualTo(Resumption.REQUIRE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsSettings.word("tls.resumption", "maybe", Resumption.class))
                .withMessageContainingAll("tls.resumption = maybe", "require, prefer, off");
    }
}
