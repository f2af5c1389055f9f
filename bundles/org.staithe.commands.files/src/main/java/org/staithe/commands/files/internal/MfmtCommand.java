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

/** MFMT, draft-somers-ftp-mfxx section 3: sets the time of last modification. */
@Component
@FtpCommand(
        verb = "MFMT",
        feature = "MFMT",
        help = "MFMT <YYYYMMDDHHMMSS> <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class MfmtCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        return TimedPath.set(exchange, "Modify", exchange.files()::setModified);
    }
}
