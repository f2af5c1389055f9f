// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.time.InstantSource;
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
import org.staithe.filesystem.FileStat;

/**
 * STAT with a path, RFC 959 section 4.1.3: a listing over the control connection. Without a path it is the core's.
 *
 * <p>The control connection is no place for a large directory: after {@value #MOST} lines it is cut, and says so.
 */
@Component
@FtpCommand(verb = "STAT", help = "STAT <path>", argument = Argument.REQUIRED, permission = Permission.LIST)
public final class StatPathCommand implements Command {

    static final int MOST = 1_000;

    private final InstantSource clock;

    public StatPathCommand() {
        this(InstantSource.system());
    }

    StatPathCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Selection selection = Selection.of(exchange);
        UnixLine line = new UnixLine(clock.instant());
        List<String> lines = new ArrayList<>();
        lines.add("Status of " + Printable.name(selection.path().toString()) + ":");
        try (Stream<FileStat> entries = selection.entries()) {
            entries.limit(MOST + 1).forEach(entry -> lines.add(line.of(entry, selection.name(entry))));
        }
        boolean cut = lines.size() > MOST + 1;
        if (cut) {
            lines.remove(lines.size() - 1);
        }
        lines.add(cut ? "End of status; LIST shows the rest." : "End of status.");
        return new Reply(selection.directory() ? 212 : 213, lines);
    }
}
