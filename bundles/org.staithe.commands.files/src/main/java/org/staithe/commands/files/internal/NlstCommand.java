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
import org.staithe.command.Transfer;

/**
 * NLST, RFC 959 section 4.1.3 and RFC 1123 section 4.1.2.7.
 *
 * <p>The names are paths that the client can use as they are: {@code NLST dir} gives {@code dir/name}, as vsftpd and
 * ProFTPD do; without a path, the names alone. An empty directory is an empty listing.
 */
@Component
@FtpCommand(
        verb = "NLST",
        help = "NLST [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.LIST,
        transfer = true)
public final class NlstCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Selection selection = Selection.of(exchange);
        return new Transfer.Text(
                "Here come the names.",
                selection.path(),
                selection.entries().map(entry -> Printable.name(selection.prefix() + selection.name(entry))));
    }
}
