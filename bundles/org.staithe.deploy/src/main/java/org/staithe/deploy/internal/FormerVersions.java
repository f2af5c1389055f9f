// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of the jars that have served, to go back to: a folder for each plugin, files that are named by their turn.
 *
 * <p>The one that serves is among them, because its file in {@code plugins/} is gone by the time that another one has
 * been copied over it. Not safe for concurrent use.
 */
final class FormerVersions {

    /** The one that serves, and four to go back to. */
    private static final int KEPT = 5;

    /**
     * A copy that is kept.
     *
     * @param turn the later, the higher
     */
    record Kept(Path path, long turn, String version, String fingerprint) {

        /** {@code 12_1.2.0_0123456789abcdef.jar}; a version has no underscore before its qualifier. */
        static Kept of(Path path) {
            String name = path.getFileName().toString();
            int first = name.indexOf('_');
            int last = name.lastIndexOf('_');
            return new Kept(
                    path,
                    Long.parseLong(name.substring(0, first)),
                    name.substring(first + 1, last),
                    name.substring(last + 1, name.length() - ".jar".length()));
        }
    }

    private final Path folder;

    FormerVersions(Path folder) {
        this.folder = folder;
    }

    /** Keeps a copy of what serves from now on. */
    void keep(PluginJar jar) throws IOException {
        List<Kept> kept = all(jar.symbolicName());
        if (!kept.isEmpty() && kept.get(0).fingerprint().equals(jar.fingerprint())) {
            return;
        }
        forget(jar.symbolicName(), jar.fingerprint());
        long turn = kept.isEmpty() ? 1 : kept.get(0).turn() + 1;
        Path own = Files.createDirectories(folder.resolve(jar.symbolicName()));
        Path part = own.resolve("next.part");
        Files.copy(jar.path(), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                part,
                own.resolve(turn + "_" + jar.version() + "_" + jar.fingerprint() + ".jar"),
                StandardCopyOption.ATOMIC_MOVE);
        for (Kept old : all(jar.symbolicName()).stream().skip(KEPT).toList()) {
            Files.delete(old.path());
        }
    }

    /** Everything but what has this fingerprint, the latest first. */
    List<Kept> before(String symbolicName, String fingerprint) throws IOException {
        return all(symbolicName).stream()
                .filter(kept -> !kept.fingerprint().equals(fingerprint))
                .toList();
    }

    List<Kept> all(String symbolicName) throws IOException {
        Path own = folder.resolve(symbolicName);
        if (Files.notExists(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Kept::of)
                    .sorted(Comparator.comparingLong(Kept::turn).reversed())
                    .toList();
        }
    }

    void forget(String symbolicName, String fingerprint) throws IOException {
        for (Kept kept : all(symbolicName)) {
            if (kept.fingerprint().equals(fingerprint)) {
                Files.delete(kept.path());
            }
        }
    }

    void forget(String symbolicName) throws IOException {
        for (Kept kept : all(symbolicName)) {
            Files.delete(kept.path());
        }
    }
}
