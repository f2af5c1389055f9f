// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows what an authenticated user may see and do.
 *
 * <p>Apart from {@link Authenticator}, so that a directory may judge the password while a file says where home is.
 * Register implementations as OSGi services; the core asks them in the order of their {@code service.ranking} until one
 * knows the name. Called on a thread that may block, by several sessions at once.
 */
@ConsumerType
@FunctionalInterface
public interface UserStore {

    /**
     * Finds a user.
     *
     * @param userName the name that the {@link Verdict.Accepted} gave
     * @return the user, or empty to let the next store answer; a user whom nobody knows is refused with 530
     * @throws IOException if it cannot look now: the client sees 421 and may try again
     */
    Optional<User> find(String userName) throws IOException;
}
