// SPDX-License-Identifier: Apache-2.0
package org.staithe.example.hello.internal;

import org.osgi.service.component.annotations.Component;
import org.staithe.auth.User;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;

/** SITE HELLO, in no RFC: greets by name. The smallest command, to begin one's own with. */
@Component
@FtpCommand(verb = "SITE HELLO", feature = "SITE HELLO", help = "SITE HELLO [<name>]")
public final class HelloCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) {
        String user = exchange.session().user().map(User::name).orElse("stranger");
        String name = exchange.request().hasArgument() ? exchange.request().argument() : user;
        return Reply.of(200, "Hello, " + name + "!");
    }
}
