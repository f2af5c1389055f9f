// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles to drop in. */
final class Jars {

    private static final String VERSION = "Bundle-Version";

    // By name: what they extend is in the server, not here.
    private static final String PLUGIN = "org.staithe.benchmarks.plugin";
    private static final List<String> CLASSES = List.of("SwapActivator", "SwapCommand");

    private Jars() {}

    /** The bundle that offers {@code SITE SWAP}. */
    static void writePlugin(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", PLUGIN);
        main.putValue(VERSION, "1.0.0");
        main.putValue("Bundle-Activator", PLUGIN + "." + CLASSES.get(0));
        main.putValue("Import-Package", "org.osgi.framework,org.staithe.command");
        Path part = jar.resolveSibling(jar.getFileName() + ".part");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
            for (String type : CLASSES) {
                String name = (PLUGIN + "." + type).replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = Jars.class.getResourceAsStream("/" + name)) {
                    if (in == null) {
                        throw new IOException(name + " is missing");
                    }
                    in.transferTo(out);
                }
            }
        }
        Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    static String version(Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(VERSION);
        }
    }

    /** The same bundle with another version. */
    static void copy(Path from, Path to, String version) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (JarFile source = new JarFile(from.toFile())) {
            Manifest manifest = source.getManifest();
            manifest.getMainAttributes().putValue(VERSION, version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                for (Enumeration<JarEntry> entries = source.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        source.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
