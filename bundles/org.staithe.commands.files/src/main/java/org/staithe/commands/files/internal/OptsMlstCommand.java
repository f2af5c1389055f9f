// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** OPTS MLST, RFC 3659 section 7.9: which facts the client wants to be told. */
@Component
@FtpCommand(verb = "OPTS MLST", help = "OPTS MLST [<fact>;...]", argument = Argument.OPTIONAL)
public final class OptsMlstCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) {
        String chosen = Fact.choose(exchange, exchange.request().argument()).stream()
                .map(fact -> fact.label() + ";")
                .collect(Collectors.joining());
        return Reply.of(200, chosen.isEmpty() ? "MLST OPTS" : "MLST OPTS " + chosen);
    }
}
