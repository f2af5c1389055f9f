// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.staithe.filesystem.Upload;

/**
 * Writes a hidden file beside, and gives it the name at commit: nobody ever sees half a file, and the old one stands
 * until the new one is whole.
 *
 * <p>The price is paid by those who go on with a file that is complete: its first part is copied before.
 */
final class AtomicStoring implements Storing {

    private static final long AT_END = -1;

    private final Partials partials;

    AtomicStoring(Partials partials) {
        this.partials = partials;
    }

    @Override
    public Upload store(Place place, String user, long offset, boolean replace) throws IOException {
        place.requireFileOrNothing();
        if (!replace && place.found().isPresent()) {
            throw new FileAlreadyExistsException(place.name().toString());
        }
        return begin(place, user, offset, replace);
    }

    @Override
    public Upload append(Place place, String user) throws IOException {
        place.requireFileOrNothing();
        return begin(place, user, AT_END, true);
    }

    @Override
    public OptionalLong unfinished(Place place, String user) throws IOException {
        return partials.size(place.directory(), Partials.of(user, place.name()));
    }

    private Upload begin(Place place, String user, long offset, boolean replace) throws IOException {
        Path known = Partials.of(user, place.name());
        Optional<Partial> continued = partials.keeps() ? partials.take(place.directory(), known) : Optional.empty();
        // Somebody else has it, on another connection: this upload gets a file of its own that nobody continues.
        Partial partial = continued.isPresent()
                ? continued.get()
                : partials.take(place.directory(), Partials.unique()).orElseThrow();
        try {
            fill(partial, place, offset);
            Optional<Set<PosixFilePermission>> permissions = place.found().map(old -> old.permissions());
            if (permissions.isPresent()) {
                Set<PosixFilePermission> meanwhile =
                        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
                meanwhile.addAll(permissions.get());
                partial.permit(meanwhile);
            }
            return new AtomicUpload(partial, place.name(), replace, permissions, continued.isPresent());
        } catch (IOException | RuntimeException e) {
            partial.close();
            throw e;
        }
    }

    /** Gives the partial the content up to the offset, and leaves its channel there. */
    private void fill(Partial partial, Place place, long offset) throws IOException {
        if (partial.exists() && !partials.stale(partial.facts())) {
            FileChannel channel = partial.channel();
            long size = channel.size();
            if (offset <= size) {
                long start = offset == AT_END ? size : offset;
                channel.truncate(start).position(start);
                return;
            }
        }
        if (offset > 0 || offset == AT_END && place.found().isPresent()) {
            copyFile(partial, place, offset);
        } else if (partial.exists()) {
            partial.channel().truncate(0);
        } else {
            partial.create();
        }
    }

    private static void copyFile(Partial partial, Place place, long offset) throws IOException {
        if (place.found().isEmpty()) {
            throw new IllegalArgumentException(place.name() + " has no byte " + offset);
        }
        try (FileChannel file = place.open(StandardOpenOption.READ)) {
            long size = file.size(); // asked once: somebody else may be making it shorter
            long length = offset == AT_END ? size : offset;
            if (length > size) {
                throw new IllegalArgumentException(place.name() + " has no byte " + offset);
            }
            partial.copy(file, length);
        }
    }
}
