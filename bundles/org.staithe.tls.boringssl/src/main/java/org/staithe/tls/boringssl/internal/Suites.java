// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls.boringssl.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.staithe.tls.TlsParameters;

/**
 * The cipher suites that BoringSSL and the JDK have in common and that a server should have, and which kind of key each
 * is for. Netty takes the first kind that the server has, also for a client that cannot verify it.
 *
 * @param enabled by the names of JSSE
 * @param modern whether TLS 1.3 is enabled
 */
record Suites(Collection<String> enabled, boolean modern) {

    /** BoringSSL has just these in TLS 1.3, and no way to leave one out. */
    private static final Set<String> OF_TLS_13 =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** By the numbers of RFC 5289 and RFC 7905. */
    private static final Map<String, Integer> OF_TLS_12 = Map.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xC02B,
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 0xC02C,
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", 0xCCA9,
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 0xC02F,
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 0xC030,
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 0xCCA8);

    private static final int TLS_13 = 0x0304;

    /** Signature schemes of RFC 8446 section 4.2.3: ecdsa_secp*, rsa_pss_rsae_*. */
    private static final Map<String, Set<Integer>> SIGNATURES =
            Map.of("EC", Set.of(0x0403, 0x0503, 0x0603), "RSA", Set.of(0x0804, 0x0805, 0x0806));

    private static final Map<String, String> KEY_EXCHANGES = Map.of("EC", "TLS_ECDHE_ECDSA_", "RSA", "TLS_ECDHE_RSA_");

    static Suites of(TlsParameters parameters) {
        return new Suites(parameters.suites(), parameters.protocols().contains("TLSv1.3"));
    }

    /** Whether BoringSSL can do these and no others. */
    boolean areKnown() {
        return (!modern || enabled.containsAll(OF_TLS_13))
                && enabled.stream().allMatch(suite -> OF_TLS_13.contains(suite) || OF_TLS_12.containsKey(suite));
    }

    /**
     * Whether a client can verify a certificate of this kind.
     *
     * @param keyType as JSSE calls it: EC or RSA
     */
    boolean canVerify(ClientHello client, String keyType) {
        if (modern && client.versions().contains(TLS_13)) {
            return SIGNATURES.getOrDefault(keyType, Set.of()).stream().anyMatch(client.signatures()::contains);
        }
        String keyExchange = KEY_EXCHANGES.get(keyType);
        return keyExchange != null
                && enabled.stream()
                        .filter(suite -> suite.startsWith(keyExchange))
                        .anyMatch(suite -> client.suites().contains(OF_TLS_12.get(suite)));
    }
}
