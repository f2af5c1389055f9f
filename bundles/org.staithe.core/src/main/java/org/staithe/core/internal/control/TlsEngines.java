// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import javax.net.ssl.SSLEngine;

/** Makes the TLS engine of a control connection, in server mode and ready to shake hands. */
@FunctionalInterface
public interface TlsEngines {

    /** Called by a selector thread; must not block. */
    SSLEngine controlEngine();

    /** The connection of this engine is closed. */
    default void ended(SSLEngine engine) {}
}
