// SPDX-License-Identifier: Apache-2.0
package org.staithe.tls;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** The TLS of one listener, as a {@link TlsProvider} does it. Safe for concurrent use. */
@ConsumerType
public interface TlsContext {

    /**
     * Begins the TLS of an FTP session. Called by a selector thread: must not block.
     *
     * @param client the other end of the control connection
     */
    TlsSession session(InetSocketAddress client);
}
