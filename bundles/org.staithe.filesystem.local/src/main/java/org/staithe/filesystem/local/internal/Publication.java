// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Gives a file another name, in one step. */
final class Publication {

    private Publication() {}

    /** @throws FileAlreadyExistsException if there is something of the new name, unless it may be replaced */
    static void move(OpenDirectory from, Path name, OpenDirectory to, Path newName, boolean replace)
            throws IOException {
        if (replace) {
            from.move(name, to, newName);
            return;
        }
        // rename(2) replaces, and a look before would be too early. A second name is given or refused in one step.
        try {
            Files.createLink(to.path(newName), from.path(name));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            moveOntoPlaceholder(from, name, to, newName);
            return;
        }
        from.deleteFile(name);
    }

    /**
     * Moves where second names cannot be had: on exFAT, or for a file of somebody else. The name is taken with an empty
     * file first, which others see for a moment.
     */
    static void moveOntoPlaceholder(OpenDirectory from, Path name, OpenDirectory to, Path newName) throws IOException {
        to.channel(newName, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
        try {
            from.move(name, to, newName);
        } catch (IOException e) {
            to.deleteFile(newName);
            throw e;
        }
    }
}
