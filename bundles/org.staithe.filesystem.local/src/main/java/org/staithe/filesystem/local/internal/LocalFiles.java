// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.StorageException.Reason;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** The files below one directory that is held open, for one user. */
final class LocalFiles implements VirtualFileSystem {

    private final OpenDirectory root;
    private final KeptDirectories kept;
    private final Walk walk;
    private final String user;
    private final Storing storing;
    private final Partials partials;
    private final Owners owners;

    /** Takes over the root and closes it. */
    LocalFiles(
            OpenDirectory root,
            KeptDirectories kept,
            boolean followLinks,
            String user,
            Storing storing,
            Partials partials,
            Owners owners) {
        this.root = root;
        this.kept = kept;
        this.walk = new Walk(root, kept, followLinks);
        this.user = user;
        this.storing = storing;
        this.partials = partials;
        this.owners = owners;
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        return Failures.told(path, () -> {
            try (Place entry = walk.toEntry(path)) {
                return describe(entry.directory(), entry.name(), path.parent());
            }
        });
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        return Failures.told(directory, () -> {
            try (Place place = walk.to(directory)) {
                OpenDirectory open = place.openDirectory(kept);
                return Listing.of(open, partials, name -> describe(open, name, directory));
            }
        });
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        return Failures.told(file, () -> {
            try (Place place = walk.to(file)) {
                FileChannel channel = place.open(READ);
                if (offset == 0) {
                    return channel;
                }
                if (offset > channel.size()) {
                    channel.close();
                    throw new IllegalArgumentException(file + " has no byte " + offset);
                }
                return channel.position(offset);
            }
        });
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        return Failures.told(file, () -> {
            try (Place place = placeFor(file)) {
                return storing.store(place, user, offset, replace);
            }
        });
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        return Failures.told(file, () -> {
            try (Place place = placeFor(file)) {
                return storing.append(place, user);
            }
        });
    }

    @Override
    public OptionalLong unfinished(Pathname file) throws IOException {
        return Failures.told(file, () -> {
            try (Place place = walk.to(file)) {
                return storing.unfinished(place, user);
            }
        });
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        Failures.attempt(directory, () -> {
            if (directory.isRoot()) {
                throw new FileAlreadyExistsException("/");
            }
            refuseHidden(directory);
            try (Place place = walk.toEntry(directory)) {
                Files.createDirectory(place.directory().path(place.name()));
            }
        });
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        refuseRoot(directory);
        Failures.attempt(directory, () -> {
            try (Place place = walk.toEntry(directory)) {
                try {
                    place.directory().deleteDirectory(place.name());
                } catch (DirectoryNotEmptyException e) {
                    partials.clear(place.directory(), place.name());
                    place.directory().deleteDirectory(place.name());
                }
            }
        });
    }

    @Override
    public void delete(Pathname file) throws IOException {
        refuseRoot(file);
        Failures.attempt(file, () -> {
            try (Place place = walk.toEntry(file)) {
                if (place.directory().facts(place.name()).isDirectory()) {
                    throw new AccessDeniedException(file.toString(), null, "is a directory");
                }
                place.directory().deleteFile(place.name());
            }
        });
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        refuseRoot(from);
        refuseRoot(to);
        Failures.attempt(from, () -> {
            try (Place old = walk.toEntry(from)) {
                boolean directory = old.directory().facts(old.name()).isDirectory();
                refuseHidden(to);
                try (Place target = walk.toEntry(to)) {
                    Optional<PosixFileAttributes> there = target.directory().find(target.name());
                    if (there.isPresent()
                            && (!replace || directory || there.get().isDirectory())) {
                        throw new FileAlreadyExistsException(to.toString());
                    }
                    // A directory never replaces a file, and nothing is lost where it replaces an empty directory.
                    Publication.move(
                            old.directory(), old.name(), target.directory(), target.name(), replace || directory);
                }
            }
        });
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        Failures.attempt(path, () -> {
            try (Place place = changeable(path)) {
                place.directory().setModified(place.name(), FileTime.from(time));
            }
        });
    }

    @Override
    public void setMode(Pathname path, int mode) throws IOException {
        Failures.attempt(path, () -> {
            try (Place place = changeable(path)) {
                place.directory().setPermissions(place.name(), permissions(mode));
            }
        });
    }

    @Override
    public long available(Pathname directory) throws IOException {
        return Failures.told(directory, () -> {
            try (Place place = walk.to(directory);
                    OpenDirectory open = place.openDirectory(kept)) {
                return Files.getFileStore(open.path(OpenDirectory.SELF)).getUsableSpace();
            }
        });
    }

    @Override
    public Set<Ability> abilities(Pathname path) {
        return EnumSet.complementOf(EnumSet.of(Ability.SET_CREATED));
    }

    @Override
    public void close() throws IOException {
        root.close();
    }

    private FileStat describe(OpenDirectory directory, Path name, Pathname parent) throws IOException {
        Facts facts = Facts.of(directory, name);
        String text = name.equals(OpenDirectory.SELF) ? "" : name.toString();
        if (!facts.isLink()) {
            return facts.stat(text, directory, name, owners);
        }
        try (Place target = walk.to(parent.child(text))) {
            return Facts.of(target.directory(), target.name()).stat(text, target.directory(), target.name(), owners);
        } catch (IOException e) {
            // it leads out, in circles or nowhere: shown as what it is, never followed
            return facts.stat(text, directory, name, owners);
        }
    }

    private Place placeFor(Pathname file) throws IOException {
        refuseHidden(file);
        return walk.to(file);
    }

    /** Times and modes are set through an open file, and opening a pipe or a device may wait for ever. */
    private Place changeable(Pathname path) throws IOException {
        Place place = walk.to(path);
        try {
            PosixFileAttributes facts = place.existing();
            if (facts.isRegularFile() || facts.isDirectory()) {
                return place;
            }
            throw new AccessDeniedException(path.toString(), null, "neither file nor directory");
        } catch (IOException e) {
            place.close();
            throw e;
        }
    }

    private static void refuseRoot(Pathname path) throws AccessDeniedException {
        if (path.isRoot()) {
            throw new AccessDeniedException("/", null, "the root stays");
        }
    }

    private static void refuseHidden(Pathname path) throws StorageException {
        if (!path.isRoot() && Partials.hides(Path.of(path.name()))) {
            throw new StorageException(
                    Reason.NAME_NOT_ALLOWED, path + ": names like this are kept for unfinished uploads");
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        // the constants are in the order of the bits, from the owner's r down to the others' x
        Set<PosixFilePermission> result = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode >> (all.length - 1 - bit) & 1) != 0) {
                result.add(all[bit]);
            }
        }
        return result;
    }
}
