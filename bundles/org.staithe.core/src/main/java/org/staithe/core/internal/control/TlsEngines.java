// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** Makes the TLS engine of a connection, in server mode and ready to shake hands. */
@FunctionalInterface
public interface TlsEngines {

    /** Called by a selector thread; must not block. */
    SSLEngine engineFor(InetSocketAddress peer);
}
