// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.security.SecureRandom;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;

/**
 * STOU, RFC 959 section 4.1.3; the name is told in the 150 as RFC 1123 section 4.1.2.9 wants it.
 *
 * <p>The name is random, so that no two uploads, and nobody who guesses, get the same one. A path that the client gives
 * is where and with which beginning the name is made.
 */
@Component
@FtpCommand(
        verb = "STOU",
        help = "STOU [<path>]",
        argument = Argument.OPTIONAL,
        permission = Permission.STORE,
        transfer = true)
public final class StouCommand implements Command {

    private static final int ATTEMPTS = 10;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        if (!exchange.range().isWhole()) {
            return Reply.of(554, "REST does not go with STOU.");
        }
        Pathname wished = exchange.resolve(
                exchange.request().hasArgument() ? exchange.request().argument() : "stou");
        for (int attempt = 1; ; attempt++) {
            Pathname path = wished.parent().child(wished.name() + "." + Long.toString(random.nextLong() >>> 4, 36));
            try {
                Upload target = exchange.files().store(path, 0, false);
                boolean here = path.parent().equals(exchange.session().directory());
                return new Transfer.Receive("FILE: " + (here ? path.name() : path.toString()), path, target);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }
}
