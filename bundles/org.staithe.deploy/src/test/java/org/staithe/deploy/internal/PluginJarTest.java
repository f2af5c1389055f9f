// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.staithe.deploy.DeploymentException;

class PluginJarTest {

    private static final String BOAT = "Bundle-SymbolicName: org.boat; singleton:=false\nBundle-Version: 1.2.3.b\n";

    @TempDir
    Path folder;

    @Test
    void aBundleIsKnownByNameVersionAndContent() throws Exception {
        PluginJar jar = PluginJar.read(jar(BOAT));
        assertThat(jar.symbolicName()).isEqualTo("org.boat");
        assertThat(jar.version()).isEqualTo(new Version(1, 2, 3, "b"));
        assertThat(jar.fragment()).isFalse();
        assertThat(jar.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(PluginJar.read(jar(BOAT + "X: y\n")).fingerprint()).isNotEqualTo(jar.fingerprint());
    }

    @Test
    void whatLivesInAnotherBundleIsAFragment() throws Exception {
        assertThat(PluginJar.read(jar(BOAT + "Fragment-Host: org.ship\n")).fragment())
                .isTrue();
    }

    @Test
    void halfOfAJarIsToBeCopiedAgain() throws IOException {
        byte[] whole = Files.readAllBytes(jar(BOAT));
        Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> PluginJar.read(half))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("copy it again");
        assertThatThrownBy(() -> PluginJar.read(Files.createFile(folder.resolve("empty.jar"))))
                .hasMessageContaining("copy it again");
    }

    @Test
    void aJarThatIsNoBundleIsToldFromOneThatIs() {
        assertThatThrownBy(() -> PluginJar.read(jar("Main-Class: Boat\n"))).hasMessageContaining("no bundle");
        assertThatThrownBy(() -> PluginJar.read(jar("Bundle-SymbolicName: a\nBundle-Version: one\n")))
                .hasMessageContaining("Bundle-Version");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        for (String name : new String[] {"..", "../boat", "a/b", ".boat", "a..b"}) {
            assertThatThrownBy(() -> PluginJar.read(jar("Bundle-SymbolicName: " + name + "\n")))
                    .hasMessageContaining("Bundle-SymbolicName is wrong");
        }
    }

    private Path jar(String headers) throws IOException {
        Path path = folder.resolve("boat.jar");
        Manifest manifest = new Manifest(new ByteArrayInputStream(
                ("Manifest-Version: 1.0\n" + headers + "\n").getBytes(StandardCharsets.UTF_8)));
        new JarOutputStream(Files.newOutputStream(path), manifest).close();
        return path;
    }
}
