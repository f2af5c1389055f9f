// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.verbs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.staithe.auth.TlsRequirement;
import org.staithe.command.Argument;
import org.staithe.command.Reply;
import org.staithe.command.Request;
import org.staithe.command.When;
import org.staithe.core.internal.dispatch.CommandEntry;
import org.staithe.core.internal.session.FtpSession;
import org.staithe.core.internal.session.Interpreter.Lane;
import org.staithe.core.internal.session.Phase.Ready;
import org.staithe.core.internal.session.Step;
import org.staithe.core.internal.tls.SessionTls;
import org.staithe.core.internal.tls.TlsEndpoint;

/** AUTH PBSZ PROT CCC, RFC 2228 section 3, with TLS as RFC 4217 uses them. */
public final class SecurityVerbs {

    private SecurityVerbs() {}

    public static List<CommandEntry> entries() {
        return List.of(
                CommandEntry.inline("AUTH", When.ALWAYS, Argument.REQUIRED, "AUTH TLS", SecurityVerbs::auth)
                        .in(Lane.WORKER) // the plugin that has the certificate is asked
                        .when(SecurityVerbs::offered),
                CommandEntry.inline("PBSZ", When.ALWAYS, Argument.REQUIRED, "PBSZ 0", SecurityVerbs::pbsz)
                        .when(SecurityVerbs::offered),
                CommandEntry.inline("PROT", When.ALWAYS, Argument.REQUIRED, "PROT C | P", SecurityVerbs::prot)
                        .when(SecurityVerbs::offered),
                CommandEntry.inline("CCC", When.ALWAYS, Argument.NONE, "CCC", SecurityVerbs::ccc)
                        .when(SecurityVerbs::offered));
    }

    private static boolean offered(FtpSession session) {
        return session.settings().tls().isPresent();
    }

    /** What {@code FEAT} says of these; not by a selector thread, for the plugin that has the certificate is asked. */
    static List<String> features(FtpSession session) {
        return session.settings().tls().filter(TlsEndpoint::ready).isPresent()
                ? List.of("AUTH TLS;TLS-C;SSL;TLS-P", "PBSZ", "PROT")
                : List.of();
    }

    /** RFC 4217 section 4: TLS-P and SSL protect the data connections, too, without PBSZ and PROT. */
    private static Step auth(FtpSession session, Request request) {
        boolean dataToo;
        switch (request.argument().toUpperCase(Locale.ROOT)) {
            case "TLS", "TLS-C" -> dataToo = false;
            case "SSL", "TLS-P" -> dataToo = true;
            default -> {
                return Step.Answer.of(504, "Only TLS is known.");
            }
        }
        if (session.secure()) {
            return Step.Answer.of(503, "The connection is protected already.");
        }
        if (session.phase() instanceof Ready) {
            return Step.Answer.of(503, "AUTH comes before the login; REIN first.");
        }
        TlsEndpoint endpoint = session.settings().tls().orElseThrow();
        if (!endpoint.ready()) {
            return Step.Answer.of(502, "There is no certificate.");
        }
        // What was said in the clear counts no more; a host that was named chooses the certificate, which the client
        // checks.
        SessionTls tls = new SessionTls(endpoint, session.channel(), session.host());
        session.reset();
        session.tls(tls);
        if (dataToo) {
            session.link().protection(Optional.of(tls));
        }
        return new Step.Secure(Reply.of(234, "TLS it is."), tls);
    }

    private static Step pbsz(FtpSession session, Request request) {
        if (!session.secure()) {
            return Step.Answer.of(503, "AUTH TLS first.");
        }
        if (Numbers.parse(request.argument()).isEmpty()) {
            return Step.Answer.of(501, "PBSZ takes a number.");
        }
        session.link().bufferSizeSaid();
        return Step.Answer.of(200, "PBSZ=0");
    }

    private static Step prot(FtpSession session, Request request) {
        Optional<SessionTls> tls = session.tls();
        if (tls.isEmpty() || !session.link().isBufferSizeSaid()) {
            return Step.Answer.of(503, "PBSZ first.");
        }
        switch (request.argument().toUpperCase(Locale.ROOT)) {
            case "P" -> session.link().protection(Optional.of(tls.get()));
            case "C" -> {
                if (session.requiredTls() == TlsRequirement.DATA) {
                    return Step.Answer.of(534, "Data connections must be protected here.");
                }
                session.link().protection(Optional.empty());
            }
            case "S", "E" -> {
                return Step.Answer.of(536, "TLS knows only C and P.");
            }
            default -> {
                return Step.Answer.of(504, "Only C and P are known.");
            }
        }
        return Step.Answer.of(200, "Protection level set.");
    }

    private static Step ccc(FtpSession session, Request request) {
        if (!session.secure()) {
            return Step.Answer.of(533, "The connection is in the clear already.");
        }
        boolean allowed = session.tls().filter(tls -> tls.settings().clear()).isPresent();
        if (!allowed) {
            return Step.Answer.of(534, "The control connection stays protected here.");
        }
        return new Step.Unsecure(Reply.of(200, "In the clear from now on."));
    }
}
