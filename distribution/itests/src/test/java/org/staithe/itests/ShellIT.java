// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.testkit.client.ScriptedClient;

/** What operators type into the shell of {@code bin/staithe run --shell}. */
class ShellIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String HELLO = "org.staithe.example.hello";

    @TempDir
    Path folder;

    private InetSocketAddress address;
    private Process server;
    private Writer keyboard;

    @BeforeEach
    void start() throws Exception {
        address = new InetSocketAddress("127.0.0.1", Installation.freePort());
        Path home = folder.resolve("home");
        Installation.prepare(home);
        Path config = home.resolve("config");
        Installation.set(
                config.resolve("org.staithe.core.listener-default.cfg"), "port", Integer.toString(address.getPort()));
        Installation.set(config.resolve("org.apache.felix.http.cfg"), "org.osgi.service.http.port.secure", "0");
        ProcessBuilder builder = new ProcessBuilder(Installation.command("run", "--shell", "--home", home.toString()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        server = builder.redirectErrorStream(true)
                .redirectOutput(screen().toFile())
                .start();
        keyboard = server.outputWriter();
        Await.until("the shell asks, and a client is greeted", PATIENCE, () -> {
            try (ScriptedClient client = ScriptedClient.connect(address)) {
                return client.hears().reply().code() == 220 && said().contains("g! ");
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void aPluginIsInstalledUpdatedRefreshedAndRemovedWhileASessionLives() throws Exception {
        Path first = folder.resolve("first.jar");
        Path second = folder.resolve("second.jar");
        BundleJar.hello().version("1.0.0").drop(first);
        BundleJar.hello().version("2.0.0").drop(second);
        try (ScriptedClient client = ScriptedClient.connect(address).expects(220)) {
            type("install file:" + first);
            String id = awaits("Bundle ID: (\\d+)");
            type("start " + id);
            awaits(client, true);
            type("update " + id + " file:" + second);
            awaits("SITE HELLO of " + HELLO + " 1\\.0\\.0 by update: " + HELLO + " 2\\.0\\.0 (serves) now, GRACEFUL");
            awaits(client, true);
            type("refresh " + id);
            type("staithe:swaps");
            awaits("SITE HELLO +" + HELLO + " 1\\.0\\.0 +" + HELLO + " 2\\.0\\.0 +(update) +GRACEFUL");
            awaits(client, true);
            type("uninstall " + id);
            awaits(client, false);
            client.says("QUIT").gets(221);
        }
        keyboard.close(); // the end of the input ends the server
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void type(String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    private String awaits(String pattern) throws InterruptedException, IOException {
        Pattern wanted = Pattern.compile(pattern);
        Await.until(
                pattern + "\n" + said(), PATIENCE, () -> wanted.matcher(said()).find());
        Matcher found = wanted.matcher(said());
        return found.find() ? found.group(1) : "";
    }

    /** Whether the command is there, as a client is told before it logs in. */
    private static void awaits(ScriptedClient client, boolean offered) throws InterruptedException {
        Await.until(
                "SITE HELLO is offered: " + offered,
                PATIENCE,
                () -> client.says("FEAT").gets(211).reply().lines().contains(" SITE HELLO") == offered);
    }

    private String said() throws IOException {
        return Files.readString(screen(), StandardCharsets.UTF_8);
    }

    private Path screen() {
        return folder.resolve("screen.txt");
    }
}
