// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.security.Principal;
import java.time.Instant;
import org.staithe.auth.ConsoleRole;

/**
 * Somebody who is logged in to the console.
 *
 * @param token what requests that change something must show beside the cookie
 * @param address where they came from when they logged in
 */
public record ConsoleUser(String name, ConsoleRole role, String token, String address, Instant since)
        implements Principal {

    /** For those who know no consoles; {@link #toString} would tell the token, too. */
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name + " (" + role + ")";
    }

    public boolean may(ConsoleRole needed) {
        return role.includes(needed);
    }
}
