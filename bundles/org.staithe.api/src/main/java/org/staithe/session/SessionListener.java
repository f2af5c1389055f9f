// SPDX-License-Identifier: Apache-2.0
package org.staithe.session;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what has happened; cannot veto.
 *
 * <p>Register implementations as OSGi services. Called by one thread of the core, in order of happening for each session
 * and after the reply was sent. One that is slow delays only other listeners; what it throws is logged. Every
 * {@code opened} has its {@code closed}, every {@code transferStarted} its {@code transferred}.
 */
@ConsumerType
public interface SessionListener {

    /** Service property: Boolean true for those that want {@link #answered}, which costs a call per command. */
    String ANSWERS = "staithe.session.answers";

    default void opened(Session session) {}

    default void loggedIn(Session session) {}

    /**
     * A login failed.
     *
     * @param userName what the client typed; may hold any characters
     * @param reason for the log; never empty
     */
    default void loginRefused(Session session, String userName, String reason) {}

    /** A command was answered; only with {@link #ANSWERS}. */
    default void answered(Session session, Answer answer) {}

    default void transferStarted(Session session, TransferReport transfer) {}

    default void transferred(Session session, TransferReport transfer) {}

    default void closed(Session session, String reason) {}
}
