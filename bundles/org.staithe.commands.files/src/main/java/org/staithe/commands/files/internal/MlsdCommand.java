// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/** MLSD, RFC 3659 section 7: the entries of a directory with their facts, the directory itself and the one above first. */
@Component
@FtpCommand(
        verb = "MLSD",
        help = "MLSD [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.LIST,
        transfer = true)
public final class MlsdCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname directory = exchange.resolve(exchange.request().argument());
        FileStat self = exchange.files().stat(directory);
        if (!self.isDirectory()) {
            return Reply.of(501, "Not a directory; MLST tells the facts of a file.");
        }
        FactLine line = new FactLine(Fact.chosen(exchange));
        EntryRights rights = new EntryRights(exchange, directory);

        List<String> around = new ArrayList<>();
        around.add(line.of(self, "cdir", EntryRights.of(exchange, directory), "."));
        if (!directory.isRoot()) {
            around.add(line.parent(exchange.permissions(directory.parent())));
        }
        Stream<String> entries = exchange.files()
                .list(directory)
                .map(entry -> line.of(entry, "dir", rights.of(entry.name()), entry.name()));
        return new Transfer.Text("Here comes the listing.", directory, Stream.concat(around.stream(), entries));
    }
}
