// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** With a real framework, started and stopped as often as a test says. */
class BundleSetTest {

    @TempDir
    Path folder;

    @TempDir
    Path home;

    private TestInstallation installed;
    private Optional<Framework> running = Optional.empty();

    @BeforeEach
    void twoBundles() throws IOException {
        Files.createDirectories(home.resolve("data"));
        installed = new TestInstallation(folder).with("boat", "1.0.0", 10).with("ferry", "1.0.0", 20);
    }

    @AfterEach
    void stop() throws Exception {
        if (running.isPresent()) {
            running.get().stop();
            running.get().waitForStop(10_000);
        }
    }

    @Test
    void newBundlesAreStartedAtTheirLevel() throws Exception {
        restart();

        assertThat(states()).containsExactly("boat 1.0.0 active", "ferry 1.0.0 active");
        assertThat(bundle("ferry").adapt(BundleStartLevel.class).getStartLevel())
                .isEqualTo(20);
        assertThat(idle()).isEmpty();
    }

    @Test
    void aRestartChangesNothing() throws Exception {
        restart();
        long id = bundle("boat").getBundleId();
        long modified = bundle("boat").getLastModified();
        restart();

        assertThat(states()).containsExactly("boat 1.0.0 active", "ferry 1.0.0 active");
        assertThat(bundle("boat").getBundleId()).isEqualTo(id);
        assertThat(bundle("boat").getLastModified()).isEqualTo(modified);
    }

    @Test
    void aChangedJarIsUpdatedEvenIfItsTimeIsTheSame() throws Exception {
        restart();
        long modified = bundle("boat").getLastModified();
        installed.with("boat", "1.1.0", 10);
        restart();

        assertThat(states()).containsExactly("boat 1.1.0 active", "ferry 1.0.0 active");
        assertThat(bundle("boat").getLastModified()).isGreaterThan(modified);
    }

    @Test
    void aVanishedBundleIsUninstalled() throws Exception {
        restart();
        installed.without("ferry");
        restart();

        assertThat(states()).containsExactly("boat 1.0.0 active");
    }

    @Test
    void aBundleDeployedByHandStays() throws Exception {
        restart();
        Path jar = home.resolve("raft.jar");
        TestInstallation.bundle(jar, "raft", "1.0.0", Map.of(), Map.of());
        framework().getBundleContext().installBundle(jar.toUri().toString()).start();
        restart();

        assertThat(states()).containsExactly("boat 1.0.0 active", "ferry 1.0.0 active", "raft 1.0.0 active");
    }

    @Test
    void aBundleThatAnOperatorStoppedStaysStopped() throws Exception {
        restart();
        bundle("ferry").stop();
        restart();

        assertThat(states()).containsExactly("boat 1.0.0 active", "ferry 1.0.0 idle");
        assertThat(idle()).isEmpty();
    }

    @Test
    void aBundleThatCannotBeResolvedIsNamed() throws Exception {
        Path jar = folder.resolve("bundles/boat.jar");
        TestInstallation.bundle(jar, "boat", "2.0.0", Map.of(Constants.IMPORT_PACKAGE, "nowhere"), Map.of());
        restart();

        assertThat(idle()).containsExactly("boat 2.0.0");
    }

    @Test
    void aFragmentIsInstalledAndNotStarted() throws Exception {
        Path jar = folder.resolve("bundles/ferry.jar");
        TestInstallation.bundle(jar, "ferry", "1.0.0", Map.of(Constants.FRAGMENT_HOST, "boat"), Map.of());
        restart();

        assertThat(bundle("ferry").getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(idle()).isEmpty();
    }

    private void restart() throws Exception {
        stop();
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        home.resolve("data/cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "100",
                        "felix.log.level",
                        "0"));
        running = Optional.of(framework);
        framework.init();
        bundleSet().align();
        framework.start();
    }

    private BundleSet bundleSet() {
        return new BundleSet(new Installation(folder, home), framework().getBundleContext());
    }

    private List<String> idle() throws IOException {
        return bundleSet().idle();
    }

    private Framework framework() {
        return running.orElseThrow();
    }

    private Bundle bundle(String name) {
        return Arrays.stream(framework().getBundleContext().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        for (Bundle bundle : framework().getBundleContext().getBundles()) {
            if (bundle.getBundleId() != 0) {
                states.add(bundle.getSymbolicName() + " " + bundle.getVersion()
                        + (bundle.getState() == Bundle.ACTIVE ? " active" : " idle"));
            }
        }
        return states.stream().sorted().toList();
    }
}
