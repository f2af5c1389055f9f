// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.When;
import org.staithe.session.SessionControl;

/** SITE KICK, in no RFC: ends a session with 421, for administrators; SITE WHO tells the ids. */
@Component
@FtpCommand(
        verb = "SITE KICK",
        help = "SITE KICK <id> [<reason>]",
        argument = Argument.REQUIRED,
        when = When.ADMINISTRATOR)
public final class KickCommand implements Command {

    private final SessionControl control;

    @Activate
    public KickCommand(@Reference SessionControl control) {
        this.control = control;
    }

    @Override
    public Outcome execute(Exchange exchange) {
        String[] words = exchange.request().argument().strip().split(" ", 2);
        String reason = words.length == 2 ? words[1].strip() : "Closed by an administrator.";
        return control.close(words[0], reason)
                ? Reply.of(200, "The session is closed.")
                : Reply.of(550, "There is no such session.");
    }
}
