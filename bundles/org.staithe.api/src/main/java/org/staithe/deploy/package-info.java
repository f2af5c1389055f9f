// SPDX-License-Identifier: Apache-2.0
/**
 * Which version of a plugin serves: plugins come, are replaced, go back and leave while the server runs.
 *
 * <p>One bundle offers {@link org.staithe.deploy.Deployment} as a service; plugins may implement
 * {@link org.staithe.deploy.SelfCheck}.
 */
@Export
@Version("1.0.0")
package org.staithe.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
