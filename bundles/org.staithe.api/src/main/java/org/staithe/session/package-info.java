// SPDX-License-Identifier: Apache-2.0
/**
 * What goes on: sessions and transfers, told to listeners and offered to operators.
 *
 * <p>Plugins implement {@link org.staithe.session.SessionListener}; the core offers
 * {@link org.staithe.session.SessionControl} and {@link org.staithe.session.ServerStatus} as services.
 */
@Export
@Version("1.0.0")
package org.staithe.session;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
