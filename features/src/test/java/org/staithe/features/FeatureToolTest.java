// SPDX-License-Identifier: Apache-2.0
package org.staithe.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureToolTest {

    @TempDir
    Path folder;

    @BeforeEach
    void oneFeature() throws IOException {
        feature(
                "ships",
                "{'id': 'a:boat:1.0', 'start-level': 20}, {'id': 'a:ferry:${project.version}', 'start-level': 10}");
    }

    @Test
    void bundlesAreListedInTheOrderOfStarting() throws IOException {
        pom("<dependency><groupId>a</groupId><artifactId>boat</artifactId><version>1.0</version><scope>runtime</scope>"
                + "<exclusions><exclusion><groupId>*</groupId></exclusion></exclusions></dependency>"
                + dependency("ferry", "${project.version}", "runtime")
                + dependency("tool", "5", "provided"));

        assertThat(new FeatureTool(folder, "2.0").startup())
                .containsExactly("bundles/ferry-2.0.jar=10", "bundles/boat-1.0.jar=20");
    }

    @Test
    void aBundleThatMavenDoesNotKnowIsRefused() throws IOException {
        pom(dependency("boat", "1.0", "runtime"));

        assertThatThrownBy(() -> new FeatureTool(folder, "2.0").startup())
                .hasMessageContaining("Only in the feature files: [a:ferry:2.0]. Only in the POM: [].");
    }

    @Test
    void aBundleThatIsInNoFeatureIsRefused() throws IOException {
        pom(dependency("boat", "1.1", "runtime") + dependency("ferry", "2.0", "runtime"));

        assertThatThrownBy(() -> new FeatureTool(folder, "2.0").startup())
                .hasMessageContaining("Only in the feature files: [a:boat:1.0]. Only in the POM: [a:boat:1.1].");
    }

    @Test
    void aBundleOfTwoFeaturesIsRefused() throws IOException {
        feature("more", "{'id': 'a:boat:1.0', 'start-level': 20}");

        assertThatThrownBy(() -> new FeatureTool(folder, "2.0").startup()).hasMessageContaining("in a feature already");
    }

    @Test
    void aBundleWithoutAStartLevelIsRefused() throws IOException {
        feature("more", "{'id': 'a:raft:1.0'}");

        assertThatThrownBy(() -> new FeatureTool(folder, "2.0").startup())
                .hasMessageContaining("a:raft:1.0 has no start-level");
    }

    private void feature(String name, String bundles) throws IOException {
        String json = "{'feature-resource-version': '1.0', 'id': 'a:%s:1', 'bundles': [%s]}".formatted(name, bundles);
        Files.writeString(folder.resolve(name + ".json"), json.replace('\'', '"'));
    }

    private void pom(String dependencies) throws IOException {
        Files.writeString(
                folder.resolve("pom.xml"), "<project><dependencies>" + dependencies + "</dependencies></project>");
    }

    private static String dependency(String artifact, String version, String scope) {
        return "<dependency><groupId>a</groupId><artifactId>%s</artifactId><version>%s</version><scope>%s</scope></dependency>"
                .formatted(artifact, version, scope);
    }
}
