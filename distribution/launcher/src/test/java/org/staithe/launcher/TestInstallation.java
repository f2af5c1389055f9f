// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.launch.Framework;

/** An installed folder with tiny bundles, for tests. */
final class TestInstallation {

    private final Path folder;
    private final Map<String, Integer> startup = new TreeMap<>();

    TestInstallation(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("lib", "bundles", "config")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    Path folder() {
        return folder;
    }

    /** Puts a bundle into bundles/ and onto the list; all files have the same time, as in our archives. */
    TestInstallation with(String bundle, String version, int level) throws IOException {
        Path jar = folder.resolve("bundles").resolve(bundle + ".jar");
        bundle(jar, bundle, version, Map.of(), Map.of());
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        startup.put("bundles/" + bundle + ".jar", level);
        return writeStartup();
    }

    TestInstallation without(String bundle) throws IOException {
        startup.remove("bundles/" + bundle + ".jar");
        return writeStartup();
    }

    static void bundle(Path jar, String name, String version, Map<String, String> headers, Map<String, String> entries)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Version", version);
        headers.forEach(attributes::putValue);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Adds what bin/staithe needs: itself and a lib/ with our classes and the framework. */
    TestInstallation withProgram() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("../bin/staithe"), folder.resolve("bin/staithe"));
        Path framework = Path.of(Framework.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.copy(framework, folder.resolve("lib/framework.jar"));
        Path classes = Path.of("target/classes");
        try (OutputStream file = Files.newOutputStream(folder.resolve("lib/launcher.jar"));
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> tree = Files.walk(classes)) {
            tree.filter(Files::isRegularFile).forEach(path -> add(out, classes.relativize(path), path));
        }
        return this;
    }

    private static void add(JarOutputStream out, Path name, Path content) {
        try {
            out.putNextEntry(new ZipEntry(name.toString()));
            Files.copy(content, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private TestInstallation writeStartup() throws IOException {
        List<String> lines = startup.entrySet().stream()
                .map(bundle -> bundle.getKey() + "=" + bundle.getValue())
                .toList();
        Files.write(folder.resolve("lib/startup.properties"), lines);
        return this;
    }
}
