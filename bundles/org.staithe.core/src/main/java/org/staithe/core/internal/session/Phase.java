// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import org.staithe.auth.User;
import org.staithe.core.internal.mounts.UserTree;
import org.staithe.filesystem.Pathname;

/** How far the login has come (RFC 959 section 6). Files exist only when {@link Ready}. */
public sealed interface Phase {

    /** Nothing said yet, or {@code REIN}. */
    record Greeted() implements Phase {}

    /** {@code USER} was accepted, {@code PASS} is due. */
    record Named(String userName) implements Phase {}

    /** Logged in. */
    record Ready(User user, UserTree tree, Pathname directory) implements Phase {

        Ready in(Pathname other) {
            return new Ready(user, tree, other);
        }
    }
}
