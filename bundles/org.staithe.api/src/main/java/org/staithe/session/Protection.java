// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import org.osgi.annotation.versioning.ProviderType;

/** The TLS of a session, as operators want to know it. Made by the core; any thread may read it. */
@ProviderType
public interface Protection {

    /** The version that was agreed on, such as {@code TLSv1.3}. */
    String protocol();

    String cipherSuite();

    /** Data connections with TLS so far. */
    long dataConnections();

    /** How many of them resumed the TLS session of the control connection. */
    long resumed();
}
