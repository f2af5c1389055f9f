// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.MetatypeDocument;

/** What bundles say about their configuration, read from their jars ({@code OSGI-INF/metatype}). */
final class Metatype {

    private final Map<String, Description> byPid = new TreeMap<>();

    /** Reads all jars of a folder. */
    void read(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                readJar(jar);
            }
        }
    }

    Map<String, Description> byPid() {
        return byPid;
    }

    private void readJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<? extends ZipEntry> documents = file.stream()
                    .filter(entry -> entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml"))
                    .toList();
            for (ZipEntry document : documents) {
                byPid.putAll(MetatypeDocument.read(file.getInputStream(document)));
            }
        } catch (IOException failure) {
            throw new IOException(jar + ": " + failure.getMessage(), failure);
        }
    }
}
