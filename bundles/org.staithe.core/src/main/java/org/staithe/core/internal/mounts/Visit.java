// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.mounts;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.staithe.auth.Permission;
import org.staithe.core.internal.session.Printable;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/**
 * A user's tree during one exchange and the transfer that it leads to: each path goes to its mount, and no verb gets
 * past the permissions, because every call is checked here.
 *
 * <p>Backends are borrowed when first needed and given back by {@link #end}. {@link #close} does nothing: the tree is
 * not the command's to close.
 */
public final class Visit implements VirtualFileSystem {

    private final UserTree tree;
    private final Map<MountPoint, Stay> stays = new HashMap<>();

    /** A mount in use. */
    private record Stay(Lease<FileSystemBackend> lease, GuardedFiles files) {}

    /** A path in its mount. */
    private record Place(MountPoint point, Pathname typed, Pathname inside, VirtualFileSystem files) {
        Place require(Permission... oneOf) throws IOException {
            point.require(typed, oneOf);
            return this;
        }
    }

    Visit(UserTree tree) {
        this.tree = tree;
    }

    /** Tells what to do if a backend in use must go. */
    public void onRevoke(Runnable abort) {
        stays.values().forEach(stay -> stay.lease().onRevoke(abort));
    }

    /** From now on a transfer uses what was borrowed, which may let it wait for so long. */
    public void keep(Duration patience) {
        stays.values().forEach(stay -> stay.lease().keep(patience));
    }

    /** Whether a backend has thrown this. */
    public boolean hasThrown(Throwable suspect) {
        return stays.values().stream().anyMatch(stay -> stay.files().hasThrown(suspect));
    }

    /** Gives back what was borrowed. */
    public void end() {
        stays.forEach((point, stay) -> {
            stay.files().end();
            tree.leave(point);
            stay.lease().close();
        });
        stays.clear();
    }

    @Override
    public void close() {}

    private Place place(Pathname path) throws IOException {
        MountPoint point = tree.mountOf(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        Stay stay = stays.get(point);
        if (stay == null) {
            Lease<FileSystemBackend> lease = tree.lease(point);
            try {
                stay = new Stay(lease, new GuardedFiles(lease, tree.enter(point, lease)));
            } catch (IOException | RuntimeException | Error e) {
                lease.close();
                throw e;
            }
            stays.put(point, stay);
        }
        return new Place(point, path, path.from(point.at()), stay.files());
    }

    private Place entry(Pathname path) throws IOException {
        checkEntry(path);
        return place(path);
    }

    private Place fresh(Pathname path) throws IOException {
        checkFresh(path);
        return place(path);
    }

    /** Goes on if what is there may be changed as a whole: it is not a mount, nor above one. */
    public void checkEntry(Pathname path) throws IOException {
        if (tree.isAboveMount(path)
                || tree.mounts().stream().anyMatch(point -> point.at().equals(path))) {
            throw new AccessDeniedException(path.toString(), null, "is a mount, or above one");
        }
    }

    /**
     * Goes on if there may be a new entry. Its name holds no control characters: some client would show them raw, or take
     * them for the end of a line. Entries that have come otherwise can be fetched, renamed and deleted.
     */
    public void checkFresh(Pathname path) throws IOException {
        if (path.name().codePoints().anyMatch(Character::isISOControl)) {
            throw new StorageException(
                    StorageException.Reason.NAME_NOT_ALLOWED,
                    "control characters in " + Printable.text(path.toString()));
        }
        checkEntry(path);
    }

    /** A directory that is there only because something is mounted in or at it. */
    private static FileStat directory(String name) {
        return FileStat.directory(name, Instant.EPOCH).mode(0555).build();
    }

    private boolean isVirtual(Pathname path) {
        return tree.mountOf(path).isEmpty() && (path.isRoot() || tree.isAboveMount(path));
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        return isVirtual(path)
                ? directory(path.name())
                : stat(place(path).require(Permission.LIST, Permission.RETRIEVE, Permission.ENTER));
    }

    /** What is there, even if the user may not see it: for operators who ask, never for the user. */
    public FileStat look(Pathname path) throws IOException {
        return isVirtual(path) ? directory(path.name()) : stat(place(path));
    }

    private FileStat stat(Place place) throws IOException {
        try {
            return place.files().stat(place.inside());
        } catch (NoSuchFileException e) {
            if (tree.isAboveMount(place.typed())) {
                return directory(place.typed().name());
            }
            throw e;
        }
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        Set<String> mounted = tree.mountedIn(directory);
        Stream<FileStat> first = mounted.stream().map(Visit::directory);
        if (isVirtual(directory)) {
            return first;
        }
        Place place = place(directory).require(Permission.LIST);
        if (mounted.isEmpty()) {
            return place.files().list(place.inside());
        }
        Stream<FileStat> rest;
        try {
            rest = place.files().list(place.inside());
        } catch (NoSuchFileException e) {
            return first;
        }
        return Stream.concat(first, rest.filter(stat -> !mounted.contains(stat.name())));
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        Place place = place(file).require(Permission.RETRIEVE);
        return place.files().retrieve(place.inside(), offset);
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        Place place = fresh(file).require(Permission.STORE, Permission.OVERWRITE);
        return place.files()
                .store(place.inside(), offset, replace && place.point().may(Permission.OVERWRITE));
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        Place place = fresh(file).require(Permission.APPEND);
        return place.files().append(place.inside());
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        Place place = fresh(directory).require(Permission.MAKE_DIRECTORY);
        place.files().makeDirectory(place.inside());
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        Place place = entry(directory).require(Permission.REMOVE_DIRECTORY);
        place.files().removeDirectory(place.inside());
    }

    @Override
    public void delete(Pathname file) throws IOException {
        Place place = entry(file).require(Permission.DELETE);
        place.files().delete(place.inside());
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        Place source = entry(from).require(Permission.RENAME);
        Place target = fresh(to).require(Permission.RENAME);
        if (!source.point().equals(target.point())) {
            throw new AccessDeniedException(from.toString(), to.toString(), "lies in another mount");
        }
        source.files()
                .rename(
                        source.inside(),
                        target.inside(),
                        replace && target.point().may(Permission.OVERWRITE));
    }

    @Override
    public OptionalLong unfinished(Pathname file) throws IOException {
        if (isVirtual(file)) {
            return OptionalLong.empty();
        }
        Place place = place(file);
        return place.point().may(Permission.STORE) ? place.files().unfinished(place.inside()) : OptionalLong.empty();
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        Place place = entry(path).require(Permission.CHANGE_FACTS);
        place.files().setModified(place.inside(), time);
    }

    @Override
    public void setCreated(Pathname path, Instant time) throws IOException {
        Place place = entry(path).require(Permission.CHANGE_FACTS);
        place.files().setCreated(place.inside(), time);
    }

    @Override
    public void setMode(Pathname path, int mode) throws IOException {
        Place place = entry(path).require(Permission.CHANGE_FACTS);
        place.files().setMode(place.inside(), mode);
    }

    @Override
    public long available(Pathname directory) throws IOException {
        Place place = place(directory).require(Permission.LIST, Permission.STORE);
        return place.files().available(place.inside());
    }

    @Override
    public Set<Ability> abilities(Pathname path) {
        if (isVirtual(path)) {
            return Set.of();
        }
        try {
            Place place = place(path);
            return place.files().abilities(place.inside());
        } catch (IOException e) {
            return Set.of(); // what follows will say why
        }
    }
}
