// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import org.osgi.service.component.annotations.Component;
import org.staithe.auth.Permission;
import org.staithe.command.Argument;
import org.staithe.command.Command;
import org.staithe.command.Exchange;
import org.staithe.command.FtpCommand;
import org.staithe.command.Outcome;
import org.staithe.command.Reply;
import org.staithe.command.Transfer;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.session.RepresentationType;

/**
 * RETR, RFC 959 section 4.1.3; after REST, RFC 3659 section 5.
 *
 * <p>The 150 tells the size of the whole file in brackets, where curl, lftp and Net::FTP look for it; not in ASCII type,
 * where it is not what is sent. It does not tell the name, which might hold a size of its own.
 */
@Component
@FtpCommand(
        verb = "RETR",
        help = "RETR <path>",
        argument = Argument.REQUIRED,
        permission = Permission.RETRIEVE,
        transfer = true)
public final class RetrCommand implements Command {

    @Override
    public Outcome execute(Exchange exchange) throws IOException {
        Pathname path = exchange.resolve(exchange.request().argument());
        VirtualFileSystem files = exchange.files();
        long offset = exchange.range().offset();
        if (offset > 0) {
            FileStat stat = files.stat(path);
            if (stat.isFile() && offset > stat.size()) {
                return Reply.of(554, "REST is beyond the end of the file.");
            }
        }
        ReadableByteChannel source;
        try {
            source = files.retrieve(path, offset);
        } catch (AccessDeniedException e) {
            if (files.stat(path).isFile()) {
                throw e;
            }
            return Reply.of(550, "Not a plain file.");
        }
        String opening = exchange.session().type() == RepresentationType.IMAGE
                ? "Opening data connection (" + size(files, path, source) + " bytes)."
                : "Opening data connection.";
        return new Transfer.Send(opening, path, source);
    }

    /** An open file knows its size; that saves another look. */
    private static long size(VirtualFileSystem files, Pathname path, ReadableByteChannel source) throws IOException {
        return source instanceof SeekableByteChannel open
                ? open.size()
                : files.stat(path).size();
    }
}
