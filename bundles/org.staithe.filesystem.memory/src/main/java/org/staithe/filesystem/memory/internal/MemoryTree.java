// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.staithe.filesystem.Pathname;

/**
 * The tree that all sessions of one backend share, and their unfinished uploads.
 *
 * <p>Whoever touches it holds its lock ({@code synchronized} on the tree). Nothing under that lock waits: the content of
 * files is read and written outside of it.
 */
public final class MemoryTree {

    /** An unfinished upload belongs to the user and the path. */
    private record Unfinished(String user, Pathname file) {}

    private final Node.Directory root = new Node.Directory();
    private final Map<Unfinished, Content> unfinished = new HashMap<>();
    private final Space space;

    /** A tree without a limit. */
    public MemoryTree() {
        this(0);
    }

    /** @param maximum how many bytes all files may take together; 0 for no limit */
    public MemoryTree(long maximum) {
        this.space = new Space(maximum);
    }

    /** Sets another maximum; what is there already stays. */
    void limit(long maximum) {
        space.limit(maximum);
    }

    /** Makes a directory and all above it, where they are not there. */
    public synchronized void plant(Pathname directory) {
        Node.Directory here = root;
        for (String name : directory.names()) {
            Node next = here.entries.computeIfAbsent(name, absent -> new Node.Directory());
            if (!(next instanceof Node.Directory below)) {
                throw new IllegalArgumentException(directory + " cannot be made: there is a file of that name");
            }
            here = below;
        }
    }

    Space space() {
        return space;
    }

    Node existing(Pathname path) throws IOException {
        if (path.isRoot()) {
            return root;
        }
        Node node = directory(path.parent()).entries.get(path.name());
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    Optional<Node> find(Pathname path) throws IOException {
        return path.isRoot()
                ? Optional.of(root)
                : Optional.ofNullable(directory(path.parent()).entries.get(path.name()));
    }

    Node.Directory directory(Pathname path) throws IOException {
        Node.Directory here = root;
        for (String name : path.names()) {
            Node next = here.entries.get(name);
            if (next == null) {
                throw new NoSuchFileException(path.toString());
            }
            if (!(next instanceof Node.Directory below)) {
                throw new NotDirectoryException(path.toString());
            }
            here = below;
        }
        return here;
    }

    /** How far an unfinished upload has come that nobody continues at present. */
    Optional<Long> unfinishedSize(String user, Pathname file) {
        return Optional.ofNullable(unfinished.get(new Unfinished(user, file))).map(Content::size);
    }

    /** Hands an unfinished upload to the one who continues it; another one then finds none. */
    Optional<Content> takeUnfinished(String user, Pathname file) {
        return Optional.ofNullable(unfinished.remove(new Unfinished(user, file)));
    }

    void keepUnfinished(String user, Pathname file, Content content) {
        Content older = unfinished.put(new Unfinished(user, file), content);
        if (older != null) {
            older.discard();
        }
    }
}
