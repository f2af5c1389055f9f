// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.OpenOption;
import java.util.OptionalLong;
import org.staithe.filesystem.Upload;

/** Writes right into the file, for folders where others wait for it to grow. What is cut short stays as it is. */
final class InPlaceStoring implements Storing {

    @Override
    public Upload store(Place place, String user, long offset, boolean replace) throws IOException {
        if (offset > 0 && place.found().isEmpty()) {
            throw new IllegalArgumentException(place.name() + " has no byte " + offset);
        }
        FileChannel file = open(place, replace, WRITE);
        try {
            if (offset > file.size()) {
                throw new IllegalArgumentException(place.name() + " has no byte " + offset);
            }
            file.truncate(offset).position(offset);
            return new FileUpload(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Upload append(Place place, String user) throws IOException {
        return new FileUpload(open(place, true, APPEND));
    }

    @Override
    public OptionalLong unfinished(Place place, String user) {
        return OptionalLong.empty();
    }

    private static FileChannel open(Place place, boolean replace, OpenOption how) throws IOException {
        if (place.found().isEmpty()) {
            try {
                return place.directory().channel(place.name(), CREATE_NEW, how);
            } catch (FileAlreadyExistsException e) {
                // it came in this moment
                return open(place.lookAgain(), replace, how);
            }
        }
        if (!replace) {
            throw new FileAlreadyExistsException(place.name().toString());
        }
        return place.open(how);
    }
}
