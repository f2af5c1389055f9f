// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.time.Instant;
import org.staithe.auth.ConsoleRole;

/**
 * Somebody who is logged in to the console.
 *
 * @param token what requests that change something must show beside the cookie
 * @param address where they came from when they logged in
 */
public record ConsoleUser(String name, ConsoleRole role, String token, String address, Instant since) {

    public boolean may(ConsoleRole needed) {
        return role.includes(needed);
    }
}
