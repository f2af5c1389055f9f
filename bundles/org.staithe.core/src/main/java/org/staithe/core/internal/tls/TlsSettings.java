// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.tls;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.staithe.auth.TlsRequirement;
import org.staithe.tls.TlsParameters;

/**
 * What a listener's configuration says about TLS.
 *
 * @param offered whether there is TLS at all
 * @param required what must be protected on this listener
 * @param implicit whether the handshake comes first, before the greeting
 * @param protocols such as {@code TLSv1.3}
 * @param suites the allowed cipher suites, the preferred first
 * @param groups the allowed key exchange groups, the preferred first; empty means those of the JDK
 * @param clear whether {@code CCC} is allowed
 */
public record TlsSettings(
        boolean offered,
        TlsRequirement required,
        boolean implicit,
        List<String> protocols,
        List<String> suites,
        List<String> groups,
        ClientCertificate clientCertificate,
        Resumption resumption,
        boolean clear)
        implements TlsParameters {

    /** What is asked of the TLS sessions of data connections. */
    public enum Resumption {
        /** A data connection that does not resume the session of its control connection is refused. */
        REQUIRE,
        /** It may; how many do not is counted. */
        PREFER,
        OFF
    }

    public static final TlsSettings OFF = new TlsSettings(
            false,
            TlsRequirement.NONE,
            false,
            List.of(),
            List.of(),
            List.of(),
            ClientCertificate.NONE,
            Resumption.OFF,
            false);

    /** Forward secrecy and authenticated encryption only; what processors have instructions for comes first. */
    static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    @Override
    public List<String> controlProtocols() {
        return List.of("ftp", "x-filezilla-ftp");
    }

    @Override
    public List<String> dataProtocols() {
        return List.of("ftp-data", "ftp", "x-filezilla-ftp");
    }

    /**
     * Reads the key {@code tls.versions}.
     *
     * @throws IllegalArgumentException for anything but 1.2 and 1.3
     */
    public static List<String> protocols(List<String> versions) {
        if (versions.isEmpty()) {
            return List.of("TLSv1.3", "TLSv1.2");
        }
        return versions.stream()
                .map(version -> switch (version) {
                    case "1.2", "TLSv1.2" -> "TLSv1.2";
                    case "1.3", "TLSv1.3" -> "TLSv1.3";
                    default -> throw refused("tls.versions", version, "1.2 and 1.3");
                })
                .toList();
    }

    /**
     * Reads the key {@code tls.suites}.
     *
     * @throws IllegalArgumentException for a suite that this JDK does not have
     */
    public static List<String> suites(List<String> names) {
        if (names.isEmpty()) {
            return SUITES;
        }
        List<String> known;
        try {
            known = List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has a default context
        }
        return names.stream()
                .map(name -> {
                    boolean weak = name.contains("_NULL_") || name.contains("_anon_") || name.contains("_EXPORT_");
                    if (!known.contains(name) || weak) {
                        throw refused("tls.suites", name, "suites of this JDK such as " + SUITES.get(0));
                    }
                    return name;
                })
                .toList();
    }

    /** Reads a word of a fixed set, such as {@code required-login} for {@code REQUIRED_LOGIN}. */
    public static <E extends Enum<E>> E word(String key, String value, Class<E> words) {
        for (E word : words.getEnumConstants()) {
            if (spelled(word).equals(value.trim().toLowerCase(Locale.ROOT))) {
                return word;
            }
        }
        String allowed = String.join(
                ", ",
                Arrays.stream(words.getEnumConstants())
                        .map(TlsSettings::spelled)
                        .toList());
        throw refused(key, value, "one of " + allowed);
    }

    private static String spelled(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException refused(String key, String value, String allowed) {
        return new IllegalArgumentException(key + " = " + value + " is not allowed: it must be " + allowed);
    }
}
