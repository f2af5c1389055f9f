// SPDX-License-Identifier: Apache-2.0
/**
 * Who a client is and what it may do.
 *
 * <p>Plugins implement {@link org.staithe.auth.Authenticator} and {@link org.staithe.auth.UserStore}; the core calls
 * them.
 */
@Export
@Version("1.0.0")
package org.staithe.auth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
