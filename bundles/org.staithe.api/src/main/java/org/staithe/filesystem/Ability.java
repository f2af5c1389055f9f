// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

/** What not every {@link VirtualFileSystem} can do. */
public enum Ability {
    /** {@link VirtualFileSystem#retrieve} takes an offset above zero. */
    RESTART_RETRIEVE,
    /** {@link VirtualFileSystem#store} takes an offset above zero. */
    RESTART_STORE,
    APPEND,
    SET_MODIFIED,
    SET_CREATED,
    SET_MODE,
    AVAILABLE
}
