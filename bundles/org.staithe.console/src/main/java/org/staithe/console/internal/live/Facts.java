// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.util.Optional;
import org.staithe.auth.User;
import org.staithe.session.Session;

/** Whose session it is or was, without what would keep a session in memory. */
public record Facts(
        String id,
        String listener,
        String peer,
        String user,
        Optional<String> client,
        Optional<String> tls,
        Instant connected) {

    static Facts of(Session session) {
        return new Facts(
                session.id(),
                session.listener(),
                addressOf(session) + " port " + session.peer().getPort(),
                nameOf(session),
                session.client(),
                session.protection().map(tls -> tls.protocol() + " " + tls.cipherSuite()),
                session.connected());
    }

    /** Whose it is, or empty before the login. */
    public static String nameOf(Session session) {
        return session.user().map(User::name).orElse("");
    }

    public static String addressOf(Session session) {
        return session.peer().getAddress().getHostAddress();
    }
}
