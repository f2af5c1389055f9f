// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.session;

import java.util.Set;
import org.staithe.command.Request;

/**
 * Knows lines that no FTP client sends: a browser, a mail server or an SSH client that someone else has pointed here.
 *
 * <p>Such a session is closed at once, without an answer that could be taken for one of the other protocol (ALPACA,
 * USENIX Security 2021; request smuggling in plain).
 */
final class ForeignProtocol {

    private static final Set<String> HTTP =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI");
    private static final Set<String> SMTP = Set.of("EHLO", "HELO", "LHLO", "STARTTLS");

    private ForeignProtocol() {}

    static boolean speaks(Request request) {
        String verb = request.verb();
        return HTTP.contains(verb) && request.hasArgument()
                || SMTP.contains(verb)
                || verb.startsWith("SSH-")
                || verb.equals("MAIL") && request.argument().regionMatches(true, 0, "FROM:", 0, 5);
    }
}
