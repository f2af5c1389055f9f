// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** The watched folder {@code plugins/}: what is in it is what runs. A jar appears in it whole, or not at all. */
final class PluginFolder {

    private static final String JAR = ".jar";
    // The watcher takes no notice of these.
    private static final String RECEIVED = ".received-";
    private static final String PART = ".part";
    private static final String REFUSED = ".refused";

    private final Path folder;

    PluginFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, RECEIVED + "*" + PART)) {
            for (Path part : left) {
                Files.delete(part); // the server was killed while it was read
            }
        }
    }

    List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(this::holds).sorted().toList();
        }
    }

    /** Whether this is the path of a jar here. */
    boolean holds(Path file) {
        return folder.equals(file.getParent()) && file.toString().endsWith(JAR);
    }

    /** Where the jar of a bundle of ours is. */
    Path file(Bundle ours) {
        return folder.resolve(Installed.name(ours));
    }

    /** Where a jar goes that is new here. */
    Path fileFor(PluginJar jar) {
        Path plain = folder.resolve(jar.symbolicName() + JAR);
        return Files.exists(plain) ? folder.resolve(jar.symbolicName() + "-" + jar.version() + JAR) : plain;
    }

    /** Keeps what comes in where it can be moved from in one step. */
    Path receive(InputStream content) throws IOException {
        Path part = Files.createTempFile(folder, RECEIVED, PART);
        try (content) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            return part;
        } catch (IOException failure) {
            Files.deleteIfExists(part);
            throw failure;
        }
    }

    /** Puts a file that was received to its place, over what is there. */
    static void place(Path received, Path file) throws IOException {
        Files.move(received, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes a jar out of the watcher's sight, for whoever wants to know what was wrong with it. */
    static Path setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + REFUSED);
        return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
