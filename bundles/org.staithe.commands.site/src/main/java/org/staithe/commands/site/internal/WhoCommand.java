// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.User;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.When;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;

/** SITE WHO, in no RFC: the sessions that are open now, for administrators. */
@Component
@FtpCommand(verb = "SITE WHO", help = "SITE WHO", argument = Argument.NONE, when = When.ADMINISTRATOR)
public final class WhoCommand implements Command {

    private final SessionControl control;
    private final InstantSource clock;

    @Activate
    public WhoCommand(@Reference SessionControl control) {
        this(control, InstantSource.system());
    }

    WhoCommand(SessionControl control, InstantSource clock) {
        this.control = control;
        this.clock = clock;
    }

    @Override
    public Outcome execute(Exchange exchange) {
        Instant now = clock.instant();
        List<String> lines = new ArrayList<>();
        lines.add("Sessions:");
        control.sessions().forEach(session -> lines.add(line(session, now)));
        lines.add("End of sessions.");
        return new Reply(200, lines);
    }

    private static String line(Session session, Instant now) {
        String doing = session.transfer()
                .map(transfer -> transfer.verb() + " " + transfer.path() + ", " + transfer.bytes() + " bytes")
                .orElseGet(() ->
                        "idle for " + Duration.between(session.active(), now).toSeconds() + " s");
        return session.id()
                + "  "
                + session.user().map(User::name).orElse("(not logged in)")
                + "  "
                + session.peer().getAddress().getHostAddress()
                + "  "
                + doing;
    }
}
