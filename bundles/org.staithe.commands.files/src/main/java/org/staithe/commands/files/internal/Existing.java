// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.staithe.auth.Permission;
import org.staithe.command.Exchange;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;

/** Looks whether something is there, for commands to which its absence is no error. */
final class Existing {

    private Existing() {}

    /** What is there. */
    static Optional<FileStat> find(Exchange exchange, Pathname path) throws IOException {
        try {
            return Optional.of(exchange.files().stat(path));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    /** What is there as far as the user may see it: empty without {@link Permission#LIST}, too. */
    static Optional<FileStat> findVisible(Exchange exchange, Pathname path) throws IOException {
        return exchange.permissions(path).contains(Permission.LIST) ? find(exchange, path) : Optional.empty();
    }
}
