// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a listener is configured to do in TLS. Immutable. */
@ProviderType
public interface TlsParameters {

    /** Whether clients show certificates. */
    enum ClientCertificate {
        NONE,
        WANTED,
        NEEDED
    }

    /** Such as {@code TLSv1.3}. */
    List<String> protocols();

    /**
     * The allowed cipher suites by the names of JSSE, the preferred first; the order of those of TLS 1.3 is a wish, since
     * all are good.
     */
    List<String> suites();

    /** The allowed groups of the key exchange by the names of JSSE; empty for those that the implementation thinks best. */
    List<String> groups();

    /** Whether clients show certificates. */
    ClientCertificate clientCertificate();

    /**
     * What a client that negotiates the protocol of its control connection (ALPN, RFC 7301) must offer one of, the
     * preferred first.
     */
    List<String> controlProtocols();

    /** The same for data connections. */
    List<String> dataProtocols();
}
