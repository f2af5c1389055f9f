// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** The TLS of one listener, as a {@link TlsProvider} does it. Safe for concurrent use. */
@ConsumerType
public interface TlsContext {

    /**
     * Begins the TLS of an FTP session. May be called by a selector thread: must not block. What it throws is logged,
     * and somebody else does the TLS of that session.
     *
     * @param client the other end of the control connection
     */
    TlsSession session(InetSocketAddress client);
}
