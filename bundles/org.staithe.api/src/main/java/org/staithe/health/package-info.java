// SPDX-License-Identifier: Apache-2.0
/**
 * Whether the server is well, and what can be measured of it.
 *
 * <p>Consoles and shells call {@link org.staithe.health.ServerHealth}, which the bundle {@code org.staithe.health} offers;
 * the core offers {@link org.staithe.health.Measurements}.
 */
@Export
@Version("1.0.0")
package org.staithe.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
