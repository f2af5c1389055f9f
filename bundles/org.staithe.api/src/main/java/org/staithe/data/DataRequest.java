// SPDX-License-Identifier: Apache-2.0
package org.staithe.data;

import org.osgi.annotation.versioning.ProviderType;
import org.staithe.session.Session;

/** A session that wants a data connection. Made by the core. */
@ProviderType
public interface DataRequest {

    Session session();

    /** Whether asked by {@code EPSV} or {@code EPRT} (RFC 2428), else by {@code PASV} or {@code PORT}. */
    boolean extended();
}
