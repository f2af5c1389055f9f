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
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/** MLST, RFC 3659 section 7: the facts of one file or directory, over the control connection. */
@Component
@FtpCommand(
        verb = "MLST",
        feature = {Fact.FEATURE, "TVFS"},
        help = "MLST [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.LIST)
public final class MlstCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname path = exchange.resolve(exchange.request().argument());
        FileStat stat = exchange.files().stat(path);
        FactLine line = new FactLine(Fact.chosen(exchange));
        return Reply.of(
                250, "Facts:", line.of(stat, "dir", EntryRights.of(exchange, path), path.toString()), "End of facts.");
    }
}
