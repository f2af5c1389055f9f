// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** SITE CHMOD, in no RFC: sets the permission bits of Unix, {@code SITE CHMOD 644 path} or {@code 0644}. */
@Component
@FtpCommand(
        verb = "SITE CHMOD",
        feature = "SITE CHMOD",
        help = "SITE CHMOD <mode> <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class ChmodCommand implements Command {

    private static final Pattern FORM = Pattern.compile("([0-7]{3,4}) (.+)");

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Matcher form = FORM.matcher(exchange.request().argument());
        if (!form.matches()) {
            return Reply.of(501, "SITE CHMOD <mode> <path>, the mode in octal.");
        }
        int mode = Integer.parseInt(form.group(1), 8);
        // Nobody needs set-user-id, set-group-id or sticky by FTP; to drop the bit in silence would be a lie.
        if (mode > 0777) {
            return Reply.of(504, "Only the nine permission bits can be set.");
        }
        exchange.files().setMode(exchange.resolve(form.group(2)), mode);
        return Reply.of(200, "Mode changed.");
    }
}
