// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

/** What an {@link Authenticator} says of a client. */
public sealed interface Verdict {

    /**
     * The client is this user.
     *
     * @param userName the name to look up in the {@link UserStore}s; it may differ from what the client typed
     */
    record Accepted(String userName) implements Verdict {}

    /**
     * The client is not who it says.
     *
     * @param reason for the log; the client is never told
     */
    record Rejected(String reason) implements Verdict {}

    /** Not a user of this authenticator; the next one is asked. */
    record Abstained() implements Verdict {}
}
