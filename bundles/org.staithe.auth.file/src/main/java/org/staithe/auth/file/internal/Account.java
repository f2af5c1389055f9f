// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.staithe.auth.User;
import org.staithe.auth.Verdict;
import org.staithe.auth.file.internal.hash.PasswordHash;

/**
 * One section of the users file.
 *
 * @param password empty when another authenticator judges this user and the file only says what it may see
 */
record Account(User user, Optional<PasswordHash> password, boolean disabled) {

    /** What is to be said to a client, once its password has been checked. */
    Verdict judge(boolean passwordMatches, @Nullable InetAddress peer, Instant now) {
        if (password.isPresent() && !passwordMatches) {
            return new Verdict.Rejected("wrong password");
        }
        if (disabled) {
            return new Verdict.Rejected("the account is disabled");
        }
        if (user.expires().isPresent() && !now.isBefore(user.expires().get())) {
            return new Verdict.Rejected(
                    "the account expired at " + user.expires().get());
        }
        if (!user.networks().isEmpty() && !comesFromAllowedNetwork(peer)) {
            return new Verdict.Rejected("the account may not log in from this address");
        }
        return password.isPresent() ? new Verdict.Accepted(user.name()) : new Verdict.Abstained();
    }

    private boolean comesFromAllowedNetwork(@Nullable InetAddress peer) {
        return peer != null && user.networks().stream().anyMatch(network -> network.contains(peer));
    }
}
