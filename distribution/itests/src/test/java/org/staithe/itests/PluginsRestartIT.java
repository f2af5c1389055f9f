// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.client.ScriptedClient;

/** What plugins/ holds is what a server starts with, whatever happened while it was down. */
class PluginsRestartIT {

    private static final String SITE = "org.staithe.commands.site";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aRestartServesWhatIsInTheFolder() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            Path plugins = server.home().resolve("plugins");
            Path hello = plugins.resolve("hello.jar");
            Path site = plugins.resolve("site.jar");
            Files.createDirectories(plugins);
            BundleJar.hello().version("1.0.0").drop(hello);
            BundleJar.shipped(SITE)
                    .version("99.0.0")
                    .says("no such SITE command.", "no such SITE command!")
                    .drop(site);
            Await.until(
                    "both serve",
                    SOON,
                    () -> hello(server).startsWith("Hello") && siteHelp(server).endsWith("!"));

            server.stop();
            BundleJar.hello().version("2.0.0").says("Hello, ", "Howdy, ").drop(hello);
            deleteAll(server.home().resolve("data/cache"));
            server.restart();
            assertThat(hello(server)).startsWith("Howdy");
            assertThat(siteHelp(server)).endsWith("!");

            server.stop();
            Files.delete(hello);
            Files.delete(site);
            server.restart();
            assertThat(hello(server)).isEqualTo("Command not implemented.");
            assertThat(siteHelp(server)).endsWith(".");
        }
    }

    private static void deleteAll(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String hello(ServerProcess server) throws IOException {
        return says(server, "SITE HELLO");
    }

    private static String siteHelp(ServerProcess server) throws IOException {
        return says(server, "SITE HELP NOPE");
    }

    private static String says(ServerProcess server, String command) throws IOException {
        try (ScriptedClient client = server.login()) {
            return client.says(command).hears().text();
        }
    }
}
