// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.deploy.Deployment;
import org.staithe.deploy.DeploymentException;
import org.staithe.deploy.Plugin;
import org.staithe.deploy.Swap;

class DeployCommandsTest {

    @TempDir
    Path folder;

    private final DeployCommands commands = new DeployCommands(new Harbour());

    @Test
    void pluginsAreShownWithTheVersionsToGoBackTo() {
        assertThat(commands.deployed()).isEqualTo("""
                PLUGIN     VERSION  FROM      FORMER        PROBLEM
                org.boat   2.0.0    plugins/  1.1.0, 1.0.0  -
                org.crane  1.0.0    server    -             it lacks a rope""");
    }

    @Test
    void aSwapSaysWhatLeftAndWhatServes() throws IOException {
        Path jar = Files.writeString(folder.resolve("boat.jar"), "3.0.0");
        assertThat(commands.swap("org.boat", jar.toString())).isEqualTo("org.boat: 2.0.0 -> 3.0.0 in 12 ms.");
        assertThat(commands.deploy(jar.toString())).isEqualTo("org.boat: new -> 3.0.0 in 12 ms.");
        assertThat(commands.rollback("org.boat")).isEqualTo("org.boat: 2.0.0 -> 1.1.0 in 12 ms.");
        assertThat(commands.undeploy("org.boat")).isEqualTo("org.boat: 2.0.0 -> gone in 12 ms.");
    }

    @Test
    void aFailureSaysWhyAndWhatToDo() throws IOException {
        Path jar = Files.writeString(folder.resolve("boat.jar"), "leaky");
        assertThat(commands.swap("org.boat", jar.toString()))
                .isEqualTo("Nothing is changed: it is leaky: mend it\\u{7}.");
        assertThat(commands.deploy(folder.resolve("none.jar").toString()))
                .isEqualTo("Nothing is changed: there is no file " + folder.resolve("none.jar") + ".");
    }

    @Test
    void withoutTheServiceEveryCommandSaysSo() {
        DeployCommands alone = new DeployCommands(null);
        assertThat(List.of(alone.deployed(), alone.deploy("a"), alone.swap("a", "b"), alone.undeploy("a")))
                .containsOnly(DeployCommands.NO_DEPLOYMENT);
        assertThat(alone.rollback("a")).isEqualTo(DeployCommands.NO_DEPLOYMENT);
    }

    private record Boat(
            String symbolicName, String version, boolean shipped, Optional<String> problem, List<String> former)
            implements Plugin {}

    private record Trip(String symbolicName, Optional<String> from, Optional<String> to, Duration took)
            implements Swap {
        Trip(Optional<String> from, Optional<String> to) {
            this("org.boat", from, to, Duration.ofMillis(12));
        }
    }

    /** Deploys texts: each is its own version. */
    private static final class Harbour implements Deployment {

        private static final Optional<String> HERE = Optional.of("2.0.0");

        @Override
        public List<Plugin> plugins() {
            return List.of(
                    new Boat("org.boat", "2.0.0", false, Optional.empty(), List.of("1.1.0", "1.0.0")),
                    new Boat("org.crane", "1.0.0", true, Optional.of("it lacks a rope"), List.of()));
        }

        @Override
        public Swap install(InputStream jar) throws IOException {
            return new Trip(Optional.empty(), version(jar));
        }

        @Override
        public Swap swap(String symbolicName, InputStream jar) throws DeploymentException, IOException {
            Optional<String> version = version(jar);
            if (version.equals(Optional.of("leaky"))) {
                throw new DeploymentException("it is leaky: mend it\u0007");
            }
            return new Trip(HERE, version);
        }

        @Override
        public Swap rollback(String symbolicName) {
            return new Trip(HERE, Optional.of("1.1.0"));
        }

        @Override
        public Swap remove(String symbolicName) {
            return new Trip(HERE, Optional.empty());
        }

        private static Optional<String> version(InputStream jar) throws IOException {
            try (jar) {
                return Optional.of(new String(jar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }
}
