// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle that was built, made into other versions of itself as if it had been edited and built again. */
final class BundleJar {

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new TreeMap<>();

    private BundleJar(Manifest manifest) {
        this.manifest = manifest;
    }

    static BundleJar from(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            BundleJar bundle = new BundleJar(file.getManifest());
            for (JarEntry entry : file.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME))
                    .toList()) {
                bundle.entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
            return bundle;
        }
    }

    static BundleJar hello() throws IOException {
        return from(Installation.hello());
    }

    /** A bundle of the installation. */
    static BundleJar shipped(String symbolicName) throws IOException {
        try (var jars = Files.newDirectoryStream(Installation.folder().resolve("bundles"), symbolicName + "-*.jar")) {
            return from(jars.iterator().next());
        }
    }

    BundleJar version(String version) {
        return header("Bundle-Version", version);
    }

    BundleJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Without components, a bundle offers nothing. */
    BundleJar idle() {
        manifest.getMainAttributes().remove(new Attributes.Name("Service-Component"));
        return this;
    }

    /** Says something else, as long as before, in each text of each class. */
    BundleJar says(String text, String other) {
        entries.replaceAll((name, content) -> new String(content, StandardCharsets.ISO_8859_1)
                .replace(text, other)
                .getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** With a class of the tests more. */
    BundleJar holding(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            entries.put(name, in.readAllBytes());
        }
        return this;
    }

    /** Without what ends so: the build went wrong. */
    BundleJar without(String end) {
        entries.keySet().removeIf(name -> name.endsWith(end));
        return this;
    }

    /** What ends so has broken on its way. */
    BundleJar spoiling(String end) {
        entries.replaceAll(
                (name, content) -> name.endsWith(end) ? Arrays.copyOf(content, content.length / 2) : content);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            put(out, JarFile.MANIFEST_NAME);
            manifest.write(out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey());
                out.write(entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** With a time that is always the same: the same build is the same file. */
    private static void put(JarOutputStream out, String name) throws IOException {
        JarEntry next = new JarEntry(name);
        next.setTime(0);
        out.putNextEntry(next);
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    /** Puts it into a watched folder, whole. */
    void drop(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
