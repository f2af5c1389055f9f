// SPDX-License-Identifier: Apache-2.0
/**
 * With which certificates the server shows itself, whom it believes, and what implements TLS.
 *
 * <p>Plugins implement {@link org.staithe.tls.TlsMaterial}; the core asks at each handshake, so that a new certificate
 * needs no new listener. A {@link org.staithe.tls.TlsProvider} takes the place of the JDK's TLS.
 */
@Export
@Version("1.1.0")
package org.staithe.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
