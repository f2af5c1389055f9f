// SPDX-License-Identifier: Apache-2.0
/**
 * Where files live: the network virtual file system of RFC 959.
 *
 * <p>Plugins implement {@link org.staithe.filesystem.FileSystemBackend}; the core opens one
 * {@link org.staithe.filesystem.VirtualFileSystem} per session and mount.
 */
@Export
@Version("1.0.0")
package org.staithe.filesystem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
