// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a user may do within a {@link Mount}. */
public enum Permission {
    /** Make a directory the working directory. */
    ENTER,
    /** See names and facts. */
    LIST,
    /** Read files. */
    RETRIEVE,
    /** Create files. */
    STORE,
    /** Add to the end of existing files. */
    APPEND,
    /** Replace existing files, by an upload or by a rename. */
    OVERWRITE,
    DELETE,
    RENAME,
    MAKE_DIRECTORY,
    REMOVE_DIRECTORY,
    /** Change times and modes. */
    CHANGE_FACTS;

    /** Look and fetch, change nothing. */
    public static final Set<Permission> READ_ONLY = Collections.unmodifiableSet(EnumSet.of(ENTER, LIST, RETRIEVE));

    public static final Set<Permission> ALL = Collections.unmodifiableSet(EnumSet.allOf(Permission.class));
}
