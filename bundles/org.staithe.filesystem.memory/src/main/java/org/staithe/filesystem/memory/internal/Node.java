// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.memory.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.staithe.filesystem.FileStat;

/** A file or directory of a {@link MemoryTree}; guarded by the tree's lock. */
abstract sealed class Node {

    private static final AtomicLong lastIdentity = new AtomicLong();

    private final String identity = Long.toHexString(lastIdentity.incrementAndGet());
    Instant modified = Instant.now();
    Instant created = modified;
    int mode;

    private Node(int mode) {
        this.mode = mode;
    }

    abstract FileStat stat(String name);

    final FileStat describe(FileStat.Builder stat) {
        return stat.created(created).mode(mode).unique(identity).build();
    }

    static final class Directory extends Node {

        final Map<String, Node> entries = new LinkedHashMap<>();

        Directory() {
            super(0755);
        }

        @Override
        FileStat stat(String name) {
            return describe(FileStat.directory(name, modified));
        }
    }

    static final class Plain extends Node {

        Content content;

        Plain(Content content) {
            super(0644);
            this.content = content;
        }

        @Override
        FileStat stat(String name) {
            return describe(FileStat.file(name, content.size(), modified));
        }
    }
}
