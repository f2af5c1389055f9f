// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.staithe.filesystem.Ability;
import org.staithe.filesystem.FileStat;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.Upload;
import org.staithe.filesystem.VirtualFileSystem;

/** What one user sees of a {@link MemoryTree}. Any number of these share one tree. */
public final class MemoryFiles implements VirtualFileSystem {

    private final MemoryTree tree;
    private final String user;
    private final Pathname root;

    /** The whole of a new tree, without a limit. */
    public MemoryFiles() {
        this(new MemoryTree(), "ftp", Pathname.ROOT);
    }

    /**
     * A directory of a tree.
     *
     * @param user whose unfinished uploads are continued
     * @param root the directory that becomes the root; see {@link MemoryTree#plant}
     */
    public MemoryFiles(MemoryTree tree, String user, Pathname root) {
        this.tree = tree;
        this.user = user;
        this.root = root;
    }

    @Override
    public FileStat stat(Pathname path) throws IOException {
        synchronized (tree) {
            return tree.existing(real(path)).stat(path.name());
        }
    }

    @Override
    public Stream<FileStat> list(Pathname directory) throws IOException {
        List<Map.Entry<String, Node>> entries;
        synchronized (tree) {
            entries = new ArrayList<>(tree.directory(real(directory)).entries.entrySet());
        }
        return entries.stream().map(entry -> {
            synchronized (tree) {
                return entry.getValue().stat(entry.getKey());
            }
        });
    }

    @Override
    public ReadableByteChannel retrieve(Pathname file, long offset) throws IOException {
        synchronized (tree) {
            Content content = plain(file, tree.existing(real(file))).content;
            if (offset > content.size()) {
                throw new IllegalArgumentException(file + " has no byte " + offset);
            }
            return new ContentChannel(content, offset);
        }
    }

    @Override
    public Upload store(Pathname file, long offset, boolean replace) throws IOException {
        synchronized (tree) {
            Optional<Content> existing = existingContent(file);
            if (existing.isPresent() && !replace) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Content content;
            if (tree.unfinishedSize(user, real(file)).orElse(0L) >= offset) {
                content = tree.takeUnfinished(user, real(file)).orElseGet(this::nothing);
                content.truncate(offset);
            } else if (existing.map(Content::size).orElse(0L) >= offset) {
                content = existing.orElseGet(this::nothing).prefix(offset);
            } else {
                throw new IllegalArgumentException(file + " has no byte " + offset);
            }
            return new MemoryUpload(tree, user, real(file), replace, content);
        }
    }

    @Override
    public Upload append(Pathname file) throws IOException {
        synchronized (tree) {
            Optional<Content> existing = existingContent(file);
            Optional<Content> unfinished = tree.takeUnfinished(user, real(file));
            Content content;
            if (unfinished.isPresent()) {
                content = unfinished.get();
            } else if (existing.isPresent()) {
                content = existing.get().prefix(existing.get().size());
            } else {
                content = nothing();
            }
            return new MemoryUpload(tree, user, real(file), true, content);
        }
    }

    @Override
    public void makeDirectory(Pathname directory) throws IOException {
        synchronized (tree) {
            if (tree.find(real(directory)).isPresent()) {
                throw new FileAlreadyExistsException(directory.toString());
            }
            Node.Directory parent = tree.directory(real(directory).parent());
            parent.entries.put(directory.name(), new Node.Directory());
            parent.modified = Instant.now();
        }
    }

    @Override
    public void removeDirectory(Pathname directory) throws IOException {
        synchronized (tree) {
            if (!(tree.existing(real(directory)) instanceof Node.Directory found)) {
                throw new NotDirectoryException(directory.toString());
            }
            if (directory.isRoot()) {
                throw new AccessDeniedException("/", null, "the root stays");
            }
            if (!found.entries.isEmpty()) {
                throw new DirectoryNotEmptyException(directory.toString());
            }
            forget(directory);
        }
    }

    @Override
    public void delete(Pathname file) throws IOException {
        synchronized (tree) {
            Content content = plain(file, tree.existing(real(file))).content;
            forget(file);
            content.discard();
        }
    }

    @Override
    public void rename(Pathname from, Pathname to, boolean replace) throws IOException {
        synchronized (tree) {
            Node moved = tree.existing(real(from));
            if (from.isRoot() || to.isRoot()) {
                throw new AccessDeniedException("/", null, "the root stays");
            }
            if (moved instanceof Node.Directory && to.isWithin(from)) {
                throw new FileSystemException(from.toString(), to.toString(), "a directory cannot move into itself");
            }
            Optional<Node> replaced = tree.find(real(to));
            if (replaced.isPresent()) {
                if (!replace || moved instanceof Node.Directory || replaced.get() instanceof Node.Directory) {
                    throw new FileAlreadyExistsException(to.toString());
                }
                if (replaced.get() != moved && replaced.get() instanceof Node.Plain old) {
                    old.content.discard();
                }
            }
            Node.Directory target = tree.directory(real(to).parent());
            forget(from);
            target.entries.put(to.name(), moved);
            target.modified = Instant.now();
        }
    }

    @Override
    public OptionalLong unfinished(Pathname file) {
        synchronized (tree) {
            return tree.unfinishedSize(user, real(file)).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        }
    }

    @Override
    public void setModified(Pathname path, Instant time) throws IOException {
        synchronized (tree) {
            tree.existing(real(path)).modified = time;
        }
    }

    @Override
    public void setCreated(Pathname path, Instant time) throws IOException {
        synchronized (tree) {
            tree.existing(real(path)).created = time;
        }
    }

    @Override
    public void setMode(Pathname path, int mode) throws IOException {
        synchronized (tree) {
            tree.existing(real(path)).mode = mode & 0777;
        }
    }

    @Override
    public long available(Pathname directory) throws IOException {
        if (!tree.space().limited()) {
            throw new UnsupportedOperationException("there is no limit");
        }
        synchronized (tree) {
            tree.directory(real(directory));
        }
        return tree.space().left();
    }

    @Override
    public Set<Ability> abilities(Pathname path) {
        return tree.space().limited()
                ? EnumSet.allOf(Ability.class)
                : EnumSet.complementOf(EnumSet.of(Ability.AVAILABLE));
    }

    @Override
    public void close() {
        // the tree belongs to the backend; nothing else is held
    }

    /** Called with the tree's lock held. */
    static void publish(MemoryTree tree, Pathname file, Content content, boolean replace) throws IOException {
        Optional<Node> existing = tree.find(file);
        if (existing.isEmpty()) {
            Node.Directory parent = tree.directory(file.parent());
            parent.entries.put(file.name(), new Node.Plain(content));
            parent.modified = Instant.now();
        } else if (replace && existing.get() instanceof Node.Plain old) {
            old.content.discard();
            old.content = content;
            old.modified = Instant.now();
        } else {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private Pathname real(Pathname path) {
        return path.below(root);
    }

    private Content nothing() {
        return new Content(tree.space());
    }

    private Optional<Content> existingContent(Pathname file) throws IOException {
        Optional<Node> node = tree.find(real(file));
        return node.isEmpty() ? Optional.empty() : Optional.of(plain(file, node.get()).content);
    }

    private static Node.Plain plain(Pathname path, Node node) throws AccessDeniedException {
        if (node instanceof Node.Plain plain) {
            return plain;
        }
        throw new AccessDeniedException(path.toString(), null, "is a directory");
    }

    private void forget(Pathname path) throws IOException {
        Node.Directory parent = tree.directory(real(path).parent());
        parent.entries.remove(path.name());
        parent.modified = Instant.now();
    }
}
