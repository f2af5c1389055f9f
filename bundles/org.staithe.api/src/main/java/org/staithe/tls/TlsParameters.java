// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.util.List;

/**
 * What a listener is configured to do in TLS.
 *
 * @param protocols such as {@code TLSv1.3}
 * @param suites the allowed cipher suites by the names of JSSE, the preferred first
 * @param groups the allowed groups of the key exchange by the names of JSSE, the preferred first; empty for those that
 *     the implementation thinks best
 * @param clientCertificate whether clients show certificates
 * @param applicationProtocols what clients that negotiate the protocol (ALPN, RFC 7301) must offer one of, the preferred
 *     first
 */
public record TlsParameters(
        List<String> protocols,
        List<String> suites,
        List<String> groups,
        ClientCertificate clientCertificate,
        List<String> applicationProtocols) {

    /** Whether clients show certificates. */
    public enum ClientCertificate {
        NONE,
        WANTED,
        NEEDED
    }
}
