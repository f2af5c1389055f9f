// SPDX-License-Identifier: Apache-2.0
/**
 * What clients can say: one service per command.
 *
 * <p>Plugins implement {@link org.staithe.command.Command} and declare it with
 * {@link org.staithe.command.FtpCommand}; the core checks what is declared, calls, and sends the outcome.
 */
@Export
@Version("1.0.0")
package org.staithe.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
