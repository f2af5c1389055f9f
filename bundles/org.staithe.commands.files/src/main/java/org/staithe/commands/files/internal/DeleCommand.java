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
import org.staithe.command.Reply;

/** DELE, RFC 959 section 4.1.3. */
@Component
@FtpCommand(verb = "DELE", help = "DELE <path>", argument = Argument.REQUIRED, permission = Permission.DELETE)
public final class DeleCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        exchange.files().delete(exchange.resolve(exchange.request().argument()));
        return Reply.of(250, "File deleted.");
    }
}
