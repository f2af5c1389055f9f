// SPDX-License-Identifier: Apache-2.0
/**
 * Where data connections may go: policies decide, the core owns the sockets.
 *
 * <p>Plugins implement {@link org.staithe.data.PassivePortPolicy} and {@link org.staithe.data.ActivePortPolicy}.
 */
@Export
@Version("1.0.0")
package org.staithe.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
