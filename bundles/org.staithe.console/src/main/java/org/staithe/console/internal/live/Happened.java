// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.live;

import java.time.Instant;
import java.util.List;
import org.staithe.session.PluginCall;

/**
 * One thing on a tape.
 *
 * @param kind what it was: connected, greeting, command, login, refused, tls, data, transfer or closed
 * @param text without secrets; may hold what a client typed, control characters escaped
 * @param code of the reply; 0 when there was none
 * @param millis how long it took; -1 when that says nothing
 * @param calls what plugins had to do with it
 */
public record Happened(
        Instant at, String kind, String text, int code, String reply, long millis, List<PluginCall> calls) {

    static Happened that(Instant at, String kind, String text) {
        return new Happened(at, kind, text, 0, "", -1, List.of());
    }

    /** Whether it went wrong for the client. */
    public boolean bad() {
        return code >= 400 || kind.equals("refused");
    }
}
