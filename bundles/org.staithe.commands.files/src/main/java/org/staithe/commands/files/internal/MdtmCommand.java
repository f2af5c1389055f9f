// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.Pathname;

/**
 * MDTM, RFC 3659 section 3: when a file was last modified.
 *
 * <p>And {@code MDTM YYYYMMDDHHMMSS path}, which no RFC knows but lftp, FileZilla and others use to set the time where
 * MFMT is missing. A file whose name is the whole argument wins.
 */
@Component
@FtpCommand(
        verb = "MDTM",
        feature = "MDTM",
        help = "MDTM [<YYYYMMDDHHMMSS>] <path>",
        argument = Argument.REQUIRED,
        permission = Permission.LIST)
public final class MdtmCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Optional<TimedPath> timed = TimedPath.parse(exchange.request().argument());
        Pathname whole = exchange.resolve(exchange.request().argument());
        if (timed.isEmpty() || Existing.find(exchange, whole).isPresent()) {
            return Reply.of(213, FactTime.format(exchange.files().stat(whole).modified()));
        }
        Pathname path = exchange.resolve(timed.get().path());
        exchange.files().stat(path);
        exchange.files().setModified(path, timed.get().time());
        return Reply.of(213, timed.get().confirm("Modify"));
    }
}
