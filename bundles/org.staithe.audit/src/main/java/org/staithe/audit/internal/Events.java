// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;

/** The JSON lines. Members may be added; those that are here keep their names and meaning. */
final class Events {

    private Events() {}

    static String opened(Instant time, Session session) {
        return event("opened", time, session)
                .with("peer_port", session.peer().getPort())
                .with("local", session.local().getAddress().getHostAddress())
                .with("local_port", session.local().getPort())
                .toString();
    }

    static String loggedIn(Instant time, Session session) {
        JsonLine line = event("login", time, session);
        session.client().ifPresent(client -> line.with("client", client));
        session.host().ifPresent(host -> line.with("host", host));
        return line.toString();
    }

    /** The name is what was typed, so it is not called user. */
    static String loginRefused(Instant time, Session session, String userName, String reason) {
        return event("login-refused", time, session)
                .with("typed", userName)
                .with("reason", reason)
                .toString();
    }

    static String transferred(Instant time, Session session, TransferReport transfer) {
        return event("transfer", time, session)
                .with("direction", word(transfer.direction()))
                .with("verb", transfer.verb())
                .with("path", transfer.path().toString())
                .with("type", word(transfer.type()))
                .with("data_tls", transfer.secure())
                .with("offset", transfer.offset())
                .with("bytes", transfer.bytes())
                .with("started", transfer.started().toString())
                .with("millis", transfer.took().toMillis())
                .with("result", word(transfer.result()))
                .with("code", transfer.code())
                .toString();
    }

    /** What the properties of the event say (see the core's {@code ServerStatus.SwapReport}). */
    static String swapped(Function<String, Object> said) {
        return new JsonLine()
                .with("time", text(said, "time"))
                .with("event", "swap")
                .with("kind", text(said, "kind"))
                .with("what", text(said, "what"))
                .with("from", text(said, "from"))
                .with("to", text(said, "to"))
                .with("way", text(said, "way"))
                .with("leases", number(said, "leases"))
                .with("waited_millis", number(said, "waited.millis"))
                .with("pause_millis", number(said, "pause.millis"))
                .with("end", text(said, "end").toLowerCase(Locale.ROOT))
                .with("aborted", number(said, "aborted"))
                .toString();
    }

    private static String text(Function<String, Object> said, String name) {
        return String.valueOf(said.apply(name));
    }

    private static long number(Function<String, Object> said, String name) {
        return said.apply(name) instanceof Number number ? number.longValue() : -1;
    }

    static String closed(Instant time, Session session, String reason) {
        return event("closed", time, session)
                .with("reason", reason)
                .with("millis", Duration.between(session.connected(), time).toMillis())
                .toString();
    }

    private static JsonLine event(String name, Instant time, Session session) {
        JsonLine line = new JsonLine()
                .with("time", time.toString())
                .with("event", name)
                .with("session", session.id())
                .with("listener", session.listener())
                .with("peer", session.peer().getAddress().getHostAddress())
                .with("tls", session.secure());
        session.user().ifPresent(user -> line.with("user", user.name()));
        return line;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
