// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Pending;
import org.staithe.command.Reply;
import org.staithe.filesystem.Pathname;

/** RNFR, RFC 959 section 4.1.3: the first half of a rename. */
@Component
@FtpCommand(verb = "RNFR", help = "RNFR <path>", argument = Argument.REQUIRED, permission = Permission.RENAME)
public final class RnfrCommand implements Command {

    /** What RNTO finds. */
    record Source(Pathname path) {}

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname path = exchange.resolve(exchange.request().argument());
        // Who may rename but not look, as in a drop box, learns at RNTO whether it was there.
        if (exchange.permissions(path).contains(Permission.LIST)) {
            exchange.files().stat(path);
        }
        return new Pending(Reply.of(350, "Ready for RNTO."), new Source(path));
    }
}
