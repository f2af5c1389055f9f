// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.staithe.filesystem.FileStat;

/** The entries of one directory, read as they are asked for: one look per entry, nothing is collected. */
final class Listing {

    /** Tells what a name is; a {@link NoSuchFileException} if it is gone. */
    interface Describer {
        FileStat describe(Path name) throws IOException;
    }

    private final OpenDirectory directory;
    private final OpenDirectory names;
    private final Partials partials;
    private final Describer describer;

    private Listing(OpenDirectory directory, OpenDirectory names, Partials partials, Describer describer) {
        this.directory = directory;
        this.names = names;
        this.partials = partials;
        this.describer = describer;
    }

    /** The entries. Takes over the directory, which others may have open too; closing the stream lets it go. */
    static Stream<FileStat> of(OpenDirectory directory, Partials partials, Describer describer) throws IOException {
        try {
            // One handle gives the names once only.
            return new Listing(directory, directory.open(OpenDirectory.SELF), partials, describer).stream();
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private Stream<FileStat> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Names(names.names()), Spliterator.DISTINCT | Spliterator.NONNULL),
                        false)
                .<FileStat>mapMulti((name, next) -> {
                    try {
                        if (Partials.hides(name)) {
                            partials.sweep(directory, name);
                        } else {
                            next.accept(describer.describe(name));
                        }
                    } catch (NoSuchFileException e) {
                        // gone between its name and its facts: left out, as if it had gone before
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .onClose(this::close);
    }

    private void close() {
        try (directory) {
            names.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the directory's entries, with the failures of the stream's contract. */
    private record Names(Iterator<Path> paths) implements Iterator<Path> {

        @Override
        public boolean hasNext() {
            try {
                return paths.hasNext();
            } catch (DirectoryIteratorException e) {
                throw new UncheckedIOException(e.getCause());
            }
        }

        @Override
        public Path next() {
            return paths.next().getFileName();
        }
    }
}
