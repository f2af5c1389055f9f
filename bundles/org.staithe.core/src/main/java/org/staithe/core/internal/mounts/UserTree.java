// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.mounts;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.auth.Mount;
import org.staithe.auth.Permission;
import org.staithe.auth.User;
import org.staithe.core.internal.whiteboard.Berth;
import org.staithe.core.internal.whiteboard.Lease;
import org.staithe.core.internal.whiteboard.ListenerTarget;
import org.staithe.core.internal.whiteboard.ServiceGap;
import org.staithe.core.internal.whiteboard.Whiteboard;
import org.staithe.filesystem.FileSystemBackend;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.VirtualFileSystem;
import org.staithe.session.ServerStatus;

/**
 * The mounts of a logged-in user and the file systems that are open behind them.
 *
 * <p>A session keeps the names of backends, not backends: each exchange asks anew, and a file system of a backend that
 * left, was reconfigured or is no longer the best is closed and opened again on the one that is. Touched by the thread
 * of the exchange and by those that stop backends: the map is guarded by itself, plugins are called outside of it.
 */
public final class UserTree implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UserTree.class);

    private final User user;
    private final List<MountPoint> mounts; // the longest path first
    private final Whiteboard<FileSystemBackend> backends;
    private final String listener;
    private final Map<MountPoint, Opened> opened = new HashMap<>();
    private boolean closed;

    /** A file system that is open; {@code visits} is guarded by the map. */
    private static final class Opened {
        final VirtualFileSystem files;
        final Berth<FileSystemBackend> berth;
        final int generation;
        int visits;

        Opened(VirtualFileSystem files, Berth<FileSystemBackend> berth, int generation) {
            this.files = files;
            this.berth = berth;
            this.generation = generation;
        }

        boolean isOf(Berth<FileSystemBackend> other) {
            return berth == other && generation == other.generation();
        }
    }

    public UserTree(User user, Whiteboard<FileSystemBackend> backends, String listener) {
        this.user = user;
        this.backends = backends;
        this.listener = listener;
        this.mounts = user.mounts().stream()
                .map(MountPoint::of)
                .sorted(Comparator.comparingInt(
                        (MountPoint point) -> -point.at().names().size()))
                .toList();
    }

    /** Begins an exchange; what it borrows is given back when the visit ends. */
    public Visit visit() {
        return new Visit(this);
    }

    /** Whether any mount has all of these. */
    public boolean mayAnywhere(Set<Permission> permissions) {
        return permissions.isEmpty()
                || mounts.stream().anyMatch(point -> point.mount().permissions().containsAll(permissions));
    }

    /** What the user may do at a path. */
    public Set<Permission> permissions(Pathname path) {
        return mountOf(path)
                .map(point -> point.mount().permissions())
                .orElse(EnumSet.of(Permission.ENTER, Permission.LIST));
    }

    /** The mount that decides for a path. */
    public Optional<Mount> mountAt(Pathname path) {
        return mountOf(path).map(MountPoint::mount);
    }

    /**
     * Whether a mount's backend is there, and opens for this user.
     *
     * @throws IOException if it does not open
     */
    public boolean isServed(Mount mount) throws IOException {
        MountPoint point = MountPoint.of(mount);
        try (Lease<FileSystemBackend> lease = lease(point)) {
            enter(point, lease);
            leave(point);
            return true;
        } catch (ServiceGap gap) {
            return false;
        }
    }

    List<MountPoint> mounts() {
        return mounts;
    }

    /** The mount that a path lies in. */
    Optional<MountPoint> mountOf(Pathname path) {
        for (MountPoint point : mounts) {
            if (path.isWithin(point.at())) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }

    /** Whether a path is above a mount, and so there without any backend. */
    boolean isAboveMount(Pathname path) {
        for (MountPoint point : mounts) {
            if (point.at().isWithin(path) && !point.at().equals(path)) {
                return true;
            }
        }
        return false;
    }

    /** The names in a directory that lead to mounts. */
    Set<String> mountedIn(Pathname directory) {
        Set<String> names = new TreeSet<>();
        for (MountPoint point : mounts) {
            if (point.at().isWithin(directory) && !point.at().equals(directory)) {
                names.add(point.at().names().get(directory.names().size()));
            }
        }
        return names;
    }

    Lease<FileSystemBackend> lease(MountPoint point) {
        String name = point.mount().backend();
        return backends.require(
                berth -> name.equals(berth.property(FileSystemBackend.NAME)) && ListenerTarget.matches(berth, listener),
                "no backend '" + name + "'",
                450);
    }

    /** The file system of a mount on this backend, opened now if it is not; in use until {@link #leave}. */
    VirtualFileSystem enter(MountPoint point, Lease<FileSystemBackend> lease) throws IOException {
        Opened former;
        synchronized (opened) {
            former = opened.get(point);
            if (former != null && former.isOf(lease.berth())) {
                former.visits++;
                return former.files;
            }
            opened.remove(point);
        }
        if (former != null) {
            close(former);
        }
        int generation = lease.berth().generation();
        VirtualFileSystem files = lease.call("open", backend -> {
            VirtualFileSystem made = backend.open(user, point.mount());
            if (made != null && lease.isGivenUp()) {
                made.close(); // nobody waits for it any more
            }
            return made;
        });
        Opened now = new Opened(files, lease.berth(), generation);
        now.visits = 1;
        synchronized (opened) {
            opened.put(point, now);
        }
        return now.files;
    }

    /** The visit to a mount has ended; what nobody needs any more is closed. */
    void leave(MountPoint point) {
        Opened unneeded;
        synchronized (opened) {
            Opened visited = opened.get(point);
            if (visited == null || --visited.visits > 0 || !(closed || visited.berth.leaving())) {
                return;
            }
            opened.remove(point);
            unneeded = visited;
        }
        close(unneeded);
    }

    /** Closes what is open on a backend that goes away, unless a visit uses it: that closes it when it ends. */
    public void forget(Berth<FileSystemBackend> berth) {
        closeUnvisited(open -> open.berth == berth);
    }

    @Override
    public void close() {
        synchronized (opened) {
            closed = true;
        }
        closeUnvisited(open -> true);
    }

    private void closeUnvisited(Predicate<Opened> which) {
        List<Opened> unneeded;
        synchronized (opened) {
            unneeded = opened.values().stream()
                    .filter(open -> open.visits == 0 && which.test(open))
                    .toList();
            opened.values().removeAll(unneeded);
        }
        unneeded.forEach(UserTree::close);
    }

    private static void close(Opened former) {
        if (former.berth.breaker() == ServerStatus.Breaker.OPEN) {
            log.warn("A file system of {} is not closed: it would hang", former.berth);
            return;
        }
        Optional<Lease<FileSystemBackend>> leased = former.berth.lease();
        try {
            if (leased.isEmpty()) {
                former.files.close(); // it is leaving, and waits for this or for the lease of a visit
                return;
            }
            try (Lease<FileSystemBackend> lease = leased.get()) {
                lease.runPart("close", former.files, VirtualFileSystem::close);
            }
        } catch (IOException | RuntimeException | Error e) {
            log.warn("A file system of {} did not close: {}", former.berth, e.toString());
        }
    }
}
