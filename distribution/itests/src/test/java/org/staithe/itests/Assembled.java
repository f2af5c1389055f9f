// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** The assembled folder as options of Pax Exam: the bundles, start levels and properties that the launcher would take. */
final class Assembled {

    private static final String FRAMEWORK_PROPERTIES = "org/staithe/launcher/framework.properties";
    private static final String CLIENT = "org.staithe.testkit.client";

    private Assembled() {}

    /** From a home of its own: a trial makes it, users and all; then its server makes way for the framework of the test. */
    static Option[] options() throws Exception {
        Path folder = folder();
        try (ServerProcess trial = ServerProcess.start(folder)) {
            trial.stop();
        }
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("plugins"));
        return options(home);
    }

    /** A folder that is deleted when the last test of this process has ended: Pax Exam tells nobody when it is done. */
    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("assembled-it-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete " + folder));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the interactive shell, serving from this home. */
    static Option[] options(Path home) throws IOException {
        List<Option> options = new ArrayList<>();
        Properties startup = new Properties();
        try (Reader reader = Files.newBufferedReader(Installation.folder().resolve("lib/startup.properties"))) {
            startup.load(reader);
        }
        for (String path : startup.stringPropertyNames()) {
            // Gogo's prompt would get into the way of what Maven reads.
            if (!path.contains("gogo.shell")) {
                String location =
                        "reference:" + Installation.folder().resolve(path).toUri();
                options.add(bundle(location)
                        .startLevel(Integer.parseInt(startup.getProperty(path).strip())));
            }
        }
        frameworkProperties(home).forEach((key, value) -> {
            options.add(frameworkProperty((String) key).value(value));
            options.add(systemProperty((String) key).value((String) value));
        });
        options.add(CoreOptions.streamBundle(client()).startLevel(80));
        options.add(junitBundles());
        options.add(frameworkStartLevel(100));
        return options.toArray(Option[]::new);
    }

    private static Properties frameworkProperties(Path home) throws IOException {
        Properties properties = new Properties();
        for (Path jar : Files.newDirectoryStream(Installation.folder().resolve("lib"), "*launcher*.jar")) {
            try (JarFile launcher = new JarFile(jar.toFile());
                    InputStream in = launcher.getInputStream(launcher.getEntry(FRAMEWORK_PROPERTIES))) {
                properties.load(in);
            }
        }
        properties.remove("org.osgi.framework.storage"); // Pax Exam has its own
        properties.remove("org.osgi.framework.startlevel.beginning"); // and starts everything at once
        properties.replaceAll((key, value) -> ((String) value)
                .strip()
                .replace("${staithe.home}", home.toString())
                .replace("${staithe.install}", Installation.folder().toString()));
        properties.put("staithe.home", home.toString());
        properties.put("staithe.install", Installation.folder().toString());
        return properties;
    }

    /** The scripted client as a bundle; the testkit itself exports nothing. */
    private static InputStream client() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", CLIENT);
        headers.putValue("Export-Package", CLIENT);
        headers.putValue("Import-Package", "org.staithe.command,javax.net.ssl");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile testkit = new JarFile(Installation.testkit().toFile());
                JarOutputStream bundle = new JarOutputStream(bytes, manifest)) {
            for (JarEntry entry : testkit.stream()
                    .filter(entry -> entry.getName().startsWith(CLIENT.replace('.', '/')) && !entry.isDirectory())
                    .toList()) {
                bundle.putNextEntry(new JarEntry(entry.getName()));
                testkit.getInputStream(entry).transferTo(bundle);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
