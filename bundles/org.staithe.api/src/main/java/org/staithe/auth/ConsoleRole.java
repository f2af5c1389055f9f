// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

/** What somebody may do in the web console. Each role may do what those before it may. */
public enum ConsoleRole {
    /** Look, change nothing. */
    VIEWER,
    /** End sessions and fetch transcripts. */
    OPERATOR,
    /** Change users, plugins and everything else. */
    ADMINISTRATOR;

    /** Whether this role may do what that one may. */
    public boolean includes(ConsoleRole other) {
        return compareTo(other) >= 0;
    }
}
