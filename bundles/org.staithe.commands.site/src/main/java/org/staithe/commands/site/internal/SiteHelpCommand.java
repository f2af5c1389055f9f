// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.site.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Component;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** SITE HELP, RFC 1123 section 4.1.2.8: the SITE commands that live now. */
@Component
@FtpCommand(verb = "SITE HELP", help = "SITE HELP [<command>]")
public final class SiteHelpCommand implements Command {

    private static final String SITE = "SITE ";

    @Override
    public Outcome execute(Exchange exchange) {
        SortedMap<String, String> verbs = exchange.verbs();
        if (exchange.request().hasArgument()) {
            String verb = SITE + exchange.request().argument().strip().toUpperCase(Locale.ROOT);
            return verbs.containsKey(verb)
                    ? Reply.of(214, help(verb, verbs.get(verb)))
                    : Reply.of(502, "There is no such SITE command.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("These SITE commands are known:");
        verbs.forEach((verb, help) -> {
            if (verb.startsWith(SITE)) {
                lines.add(help(verb, help));
            }
        });
        lines.add("End of help.");
        return new Reply(214, lines);
    }

    private static String help(String verb, String help) {
        return help.isEmpty() ? verb : help;
    }
}
