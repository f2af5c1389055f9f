// SPDX-License-Identifier: Apache-2.0
/**
 * With which certificates the server shows itself, and whom it believes.
 *
 * <p>Plugins implement {@link org.staithe.tls.TlsMaterial}; the core asks at each handshake, so that a new certificate
 * needs no new listener.
 */
@Export
@Version("1.0.0")
package org.staithe.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
