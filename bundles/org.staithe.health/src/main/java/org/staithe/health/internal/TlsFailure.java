// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import java.util.List;
import java.util.Locale;

/**
 * Why a TLS handshake failed: the words of JSSE, of Netty's BoringSSL and of TLS's alerts, sorted into what an operator
 * can do about it.
 */
enum TlsFailure {
    PROTOCOL(
            "they offer no TLS version that the listener allows (tls.versions)",
            "protocol_version",
            "client requested protocol",
            "protocol is disabled",
            "unsupported_protocol"),
    CIPHER(
            "they offer no cipher suite or group that the listener allows",
            "no cipher suites in common",
            "handshake_failure",
            "no available authentication scheme",
            "no_shared_",
            "unable to find key material",
            "insufficient_security"),
    CERTIFICATE(
            "they do not believe the server's certificate: is it from an authority that they know, is its name the one"
                    + " that they connect to, has it expired?",
            "certificate",
            "unknown_ca",
            // In TLS 1.3 OpenSSL says so in the clear, where the server expects more than the two bytes of an alert.
            "bad_packet_length",
            "insufficient buffer remaining for aead"),
    NOT_TLS(
            "what they send is not TLS: they speak plain FTP to a listener that begins with TLS, or the reverse",
            "unsupported or unrecognized",
            "plaintext",
            "not an ssl/tls record"),
    APPLICATION(
            "they want another protocol than FTP (ALPN): a browser, perhaps",
            "no_application_protocol",
            "other protocols than ftp"),
    OTHER("see the log for what they said");

    private final String advice;
    private final List<String> words;

    TlsFailure(String advice, String... words) {
        this.advice = advice;
        this.words = List.of(words);
    }

    static TlsFailure of(String message) {
        String said = message.toLowerCase(Locale.ROOT);
        for (TlsFailure one : values()) {
            if (one.words.stream().anyMatch(said::contains)) {
                return one;
            }
        }
        return OTHER;
    }

    /** Goes on after "because". */
    String advice() {
        return advice;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
