// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges whether a client is who it says.
 *
 * <p>Register implementations as OSGi services; the core asks them in the order of their {@code service.ranking} until
 * one does not abstain. Called at {@code PASS} (RFC 959 section 4.1.1) on a thread that may block, by several sessions
 * at once. An implementation neither delays nor counts failures: the core does both, for all authenticators alike.
 */
@ConsumerType
@FunctionalInterface
public interface Authenticator {

    /**
     * Judges these credentials.
     *
     * <p>An implementation that knows the user but not the password must take as long for a user it does not know.
     *
     * @param credentials valid during this call only
     * @return {@link Verdict.Accepted} logs in, {@link Verdict.Rejected} is answered 530, and
     *     {@link Verdict.Abstained} leaves the judgement to the next authenticator
     * @throws IOException if it cannot judge now (a directory is down): the client sees 421 and may try again
     */
    Verdict authenticate(Credentials credentials) throws IOException;
}
