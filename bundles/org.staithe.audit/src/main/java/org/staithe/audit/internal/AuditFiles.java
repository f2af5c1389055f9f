// SPDX-License-Identifier: Apache-2.0
package org.staithe.audit.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one configuration. */
record AuditFiles(Optional<AuditFile> transfers, Optional<AuditFile> events) {

    static final AuditFiles NONE = new AuditFiles(Optional.empty(), Optional.empty());

    /**
     * Reads the whole configuration; a file that is written to already goes on.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static AuditFiles of(Audit.Config config, AuditFiles former, InstantSource clock) {
        Optional<Path> transfers = path("transfers.file", config.transfers_file());
        Optional<Path> events = path("events.file", config.events_file());
        if (transfers.isEmpty() && events.isEmpty()) {
            throw new IllegalArgumentException(
                    "transfers.file = '' and events.file = '': name at least one file, or remove the configuration");
        }
        return new AuditFiles(
                transfers.map(path ->
                        former.transfers.filter(file -> file.isAt(path)).orElseGet(() -> new AuditFile(path, clock))),
                events.map(path ->
                        former.events.filter(file -> file.isAt(path)).orElseGet(() -> new AuditFile(path, clock))));
    }

    /** Closes what the next configuration does not go on with. */
    void closeAllBut(AuditFiles next) {
        Stream.of(transfers, events)
                .flatMap(Optional::stream)
                .filter(file -> Stream.of(next.transfers, next.events)
                        .flatMap(Optional::stream)
                        .noneMatch(kept -> kept == file))
                .forEach(AuditFile::close);
    }

    private static Optional<Path> path(String key, String written) {
        String text = written.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text).toAbsolutePath();
            if (!Files.isDirectory(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // said below, with the key
        }
        throw new IllegalArgumentException(key + " = '" + text + "': write the path of a file, not of a directory");
    }
}
