// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Transfer;

/** LIST, RFC 959 section 4.1.3, in the form of {@code ls -l}; see {@link Selection} for what it may be asked. */
@Component
@FtpCommand(
        verb = "LIST",
        help = "LIST [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.LIST,
        transfer = true)
public final class ListCommand implements Command {

    private final InstantSource clock;

    public ListCommand() {
        this(InstantSource.system());
    }

    ListCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Selection selection = Selection.of(exchange);
        UnixLine line = new UnixLine(clock.instant());
        return new Transfer.Text(
                "Here comes the listing.",
                selection.path(),
                selection.entries().map(entry -> line.of(entry, selection.name(entry))));
    }
}
