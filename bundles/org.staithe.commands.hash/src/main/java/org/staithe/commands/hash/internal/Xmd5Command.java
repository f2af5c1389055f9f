// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;

/** XMD5, in no RFC: the MD5 of a file; {@link XRequest} says what it takes. */
@Component(property = Hasher.CALL_SECONDS + ":Integer=" + Hasher.HOUR)
@FtpCommand(
        verb = "XMD5",
        feature = "XMD5",
        help = "XMD5 <path>",
        argument = Argument.REQUIRED,
        permission = Permission.RETRIEVE)
public final class Xmd5Command implements Command {

    private final Hasher hasher;

    @Activate
    public Xmd5Command(@Reference(target = "(algorithms=MD5)") Hasher hasher) {
        this.hasher = hasher;
    }

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        return XHash.answer(exchange, hasher, Algorithm.MD5);
    }
}
