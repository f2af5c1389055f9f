// SPDX-License-Identifier: Apache-2.0
/**
 * A folder of this machine as a file system, jailed.
 *
 * <p>No path string is ever trusted twice. {@code Walk} goes from the root of the mount to the directory of a file
 * through open handles ({@code OpenDirectory}), one name at a time, and what is done is done to a name in such a handle,
 * never following a link there. What was checked cannot be swapped for something outside: there is no path that the
 * kernel would look up again.
 */
package org.staithe.filesystem.local.internal;
