// SPDX-License-Identifier: Apache-2.0
/**
 * What was changed in the server's configuration, what a change would do, and how to take it back.
 *
 * <p>Consoles and shells call {@link org.staithe.config.ConfigurationJournal}; the bundle {@code org.staithe.config}
 * offers it.
 */
@Export
@Version("1.0.0")
package org.staithe.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
