// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
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
 * MFF, draft-somers-ftp-mfxx section 5: sets facts, such as {@code MFF Modify=20260102030405;UNIX.mode=0640; path}.
 *
 * <p>All or nothing as far as can be known before: every fact is understood, the file is there, its storage can set each
 * of them; only then the first is set.
 */
@Component
@FtpCommand(
        verb = "MFF",
        feature = "MFF modify;create;UNIX.mode;",
        help = "MFF <fact>=<value>;... <path>",
        argument = Argument.REQUIRED,
        permission = Permission.CHANGE_FACTS)
public final class MffCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        String argument = exchange.request().argument();
        int blank = argument.indexOf("; ");
        if (blank < 0 || blank + 2 == argument.length()) {
            return Reply.of(501, "Facts, each with a semicolon, a blank and a path, please.");
        }
        Pathname path = exchange.resolve(argument.substring(blank + 2));
        Map<NewFact, String> facts = new EnumMap<>(NewFact.class);
        for (String typed : argument.substring(0, blank).split(";", -1)) {
            int equals = typed.indexOf('=');
            Optional<NewFact> fact = NewFact.named(typed.substring(0, Math.max(0, equals)));
            if (equals < 0) {
                return Reply.of(501, "A fact has a name and a value.");
            }
            if (fact.isEmpty() || !exchange.files().abilities(path).contains(fact.get().ability)) {
                return Reply.of(504, "One of these facts cannot be set.");
            }
            String value = typed.substring(equals + 1);
            if (!fact.get().understands(value) || facts.put(fact.get(), value) != null) {
                return Reply.of(501, "The value of " + fact.get().label + " is not understood, or is given twice.");
            }
        }
        exchange.files().stat(path);
        for (Map.Entry<NewFact, String> fact : facts.entrySet()) {
            fact.getKey().apply(exchange.files(), path, fact.getValue());
        }
        return Reply.of(213, Printable.name(argument));
    }
}
