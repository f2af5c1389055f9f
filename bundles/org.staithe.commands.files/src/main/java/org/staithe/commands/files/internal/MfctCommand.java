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

/** MFCT, draft-somers-ftp-mfxx section 4: sets the time of creation. */
@Component
@FtpCommand(
        verb = "MFCT",
        feature = "MFCT",
        help = "MFCT <YYYYMMDDHHMMSS> <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class MfctCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        return TimedPath.set(exchange, "Create", exchange.files()::setCreated);
    }
}
