// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may import whom, read from the manifests of what is shipped. */
class ManifestIT {

    private static final Map<String, Manifest> OURS = ours();

    private static Map<String, Manifest> ours() {
        try {
            return Installation.bundles("org.staithe.").stream()
                    .collect(Collectors.toMap(ManifestIT::name, ManifestIT::manifest, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path jar) {
        return manifest(jar).getMainAttributes().getValue("Bundle-SymbolicName").split(";")[0];
    }

    private static String header(String bundle, String header) {
        String value = OURS.get(bundle).getMainAttributes().getValue(header);
        return value == null ? "" : value;
    }

    private static List<String> except(String... names) {
        return OURS.keySet().stream()
                .filter(name -> !List.of(names).contains(name))
                .toList();
    }

    @Test
    void theShippedBundlesAreAllHere() {
        assertThat(OURS).hasSizeGreaterThan(12).containsKeys("org.staithe.api", "org.staithe.core");
    }

    @Test
    void onlyTheApiExports() {
        for (String bundle : except("org.staithe.api")) {
            assertThat(header(bundle, "Export-Package")).as(bundle).isEmpty();
        }
    }

    @Test
    void nobodyImportsTheCoreOrApacheOrMina() {
        for (String bundle : OURS.keySet()) {
            assertThat(header(bundle, "Import-Package"))
                    .as(bundle)
                    .doesNotContain("org.staithe.core", "org.apache.ftpserver", "org.apache.mina");
        }
    }

    @Test
    void nobodyRequiresAnotherBundle() {
        for (String bundle : OURS.keySet()) {
            assertThat(header(bundle, "Require-Bundle")).as(bundle).isEmpty();
        }
    }

    @Test
    void theApiImportsOnlyTheJdkAndItself() {
        assertThat(header("org.staithe.api", "Import-Package").split(",(?=[a-z])"))
                .allMatch(clause -> clause.startsWith("java.")
                        || clause.startsWith("javax.net.ssl")
                        || clause.startsWith("javax.security.auth.")
                        || clause.startsWith("org.staithe."));
    }

    /** Objects that come from outside have run code in many servers (CVE-2024-52046 in MINA's codec for them). */
    @Test
    void nothingReadsObjectsFromASocket() throws IOException {
        for (Path jar : Installation.bundles("org.staithe.")) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : file.stream().toList()) {
                    assertThat(entry.getName()).doesNotContain("/codec/serialization/");
                    if (entry.getName().matches("org/staithe/.*\\.class")) {
                        String pool = new String(file.getInputStream(entry).readAllBytes(), ISO_8859_1);
                        assertThat(pool.contains("java/io/ObjectInputStream"))
                                .as(entry.getName())
                                .isFalse();
                    }
                }
            }
        }
    }
}
