// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.staithe.filesystem.Pathname;

/**
 * The way from the root of a mount to a name below it, one directory at a time.
 *
 * <p>Each directory is opened from the handle of the one before and without following a link, so nothing that is swapped
 * meanwhile leads elsewhere. A link is read and its names are walked like those of the client: {@code ..} goes back to
 * the handle that we came from, and not above the root; an absolute link counts from the root if it names something below
 * the root's own path. A link that leads out of the mount is refused.
 */
final class Walk {

    private static final int MOST_LINKS = 40;

    private final OpenDirectory root;
    private final KeptDirectories kept;
    private final boolean followLinks;

    /** @param followLinks whether links that stay inside are followed; if not, they are refused too */
    Walk(OpenDirectory root, KeptDirectories kept, boolean followLinks) {
        this.root = root;
        this.kept = kept;
        this.followLinks = followLinks;
    }

    /** Where the path leads, through its last name too if that is a link. */
    Place to(Pathname path) throws IOException {
        return new Journey(path).go(true);
    }

    /** The last name of the path itself, be it a link; what is there is not looked at. */
    Place toEntry(Pathname path) throws IOException {
        return new Journey(path).go(false);
    }

    private final class Journey {

        private final Pathname path;
        private final Deque<String> ahead;
        private final Deque<OpenDirectory> behind = new ArrayDeque<>();
        private int links;

        Journey(Pathname path) {
            this.path = path;
            this.ahead = new ArrayDeque<>(path.names());
        }

        Place go(boolean throughLast) throws IOException {
            behind.push(root.share());
            try {
                Place place = walk(throughLast);
                behind.pop(); // the place has it now
                return place;
            } finally {
                for (OpenDirectory left : behind) {
                    left.close();
                }
            }
        }

        private Place walk(boolean throughLast) throws IOException {
            while (!ahead.isEmpty()) {
                String next = ahead.remove();
                if (next.equals("..")) {
                    back();
                    continue;
                }
                Path name = Path.of(next);
                boolean last = ahead.isEmpty();
                if (last && !throughLast) {
                    return new Place(here(), visible(name), Optional.empty());
                }
                Optional<PosixFileAttributes> found = here().find(visible(name));
                if (found.isPresent() && found.get().isSymbolicLink()) {
                    follow(name);
                } else if (last) {
                    return new Place(here(), name, found);
                } else if (found.isEmpty()) {
                    throw new NoSuchFileException(path.toString());
                } else if (!found.get().isDirectory()) {
                    throw new NotDirectoryException(path.toString());
                } else {
                    behind.push(kept.in(here(), name, found.get()));
                }
            }
            return new Place(here(), OpenDirectory.SELF, here().find(OpenDirectory.SELF));
        }

        private OpenDirectory here() {
            return behind.element();
        }

        private void back() throws IOException {
            if (behind.size() == 1) {
                throw leadsOut();
            }
            behind.pop().close();
        }

        private void follow(Path link) throws IOException {
            if (!followLinks || ++links > MOST_LINKS) {
                throw leadsOut();
            }
            Path target = Files.readSymbolicLink(here().path(link));
            int known = 0;
            if (target.isAbsolute()) {
                Path top = root.whereabouts();
                if (!target.startsWith(top)) {
                    throw leadsOut();
                }
                known = top.getNameCount();
                while (behind.size() > 1) {
                    back();
                }
            }
            List<String> names = new ArrayList<>();
            for (int i = known; i < target.getNameCount(); i++) {
                Path name = target.getName(i);
                if (!name.equals(OpenDirectory.SELF)) {
                    names.add(name.toString());
                }
            }
            names.addAll(ahead);
            ahead.clear();
            ahead.addAll(names);
        }

        private Path visible(Path name) throws NoSuchFileException {
            if (Partials.hides(name)) {
                throw new NoSuchFileException(path.toString());
            }
            return name;
        }

        private AccessDeniedException leadsOut() {
            return new AccessDeniedException(path.toString(), null, "a link that leads out is not followed");
        }
    }
}
