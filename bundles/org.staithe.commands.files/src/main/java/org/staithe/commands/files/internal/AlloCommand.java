// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.Pathname;

/**
 * ALLO, RFC 959 section 4.1.3: {@code ALLO bytes [R recordsize]}.
 *
 * <p>Nothing is set aside. What would not fit is refused before the client sends it, where the storage knows.
 */
@Component
@FtpCommand(verb = "ALLO", help = "ALLO <bytes> [R <bytes>]", argument = Argument.REQUIRED)
public final class AlloCommand implements Command {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})(?: [Rr] ([0-9]{1,19}))?");

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Matcher form = FORM.matcher(exchange.request().argument());
        if (!form.matches() || overflows(form.group(1)) || (form.group(2) != null && overflows(form.group(2)))) {
            return Reply.of(501, "ALLO <bytes> [R <bytes>]");
        }
        Pathname directory = exchange.session().directory();
        if (!exchange.files().abilities(directory).contains(Ability.AVAILABLE)) {
            return Reply.of(202, "ALLO is not necessary here.");
        }
        // 552, not 452: a client that tries again soon will not find more.
        return Long.parseLong(form.group(1)) > exchange.files().available(directory)
                ? Reply.of(552, "There is not so much space.")
                : Reply.of(200, "There is enough space now.");
    }

    private static boolean overflows(String digits) {
        return digits.length() == 19 && digits.compareTo(Long.toString(Long.MAX_VALUE)) > 0;
    }
}
