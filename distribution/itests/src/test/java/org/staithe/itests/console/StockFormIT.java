// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** The forms of the Felix Web Console, which know nothing of us: what they store is checked, noted and kept. */
@Timeout(180)
class StockFormIT {

    private static final String PID = "org.staithe.dataport.passive~default";
    private static final Map<String, String> OWN_PAGE = Map.of("Sec-Fetch-Site", "same-origin");
    private static final String LOCAL = "org.staithe.filesystem.local";
    private static final String BUNDLES = "/system/console/bundles";
    private static final Map<String, String> INSTALL = Map.of("action", "install", "bundlestart", "start");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static ConsoleServer server;
    private static HttpAttacker admin;

    @BeforeAll
    static void start() throws Exception {
        server = ConsoleServer.start(folder);
        admin = administrator();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aWrongRangeIsRefusedWithTheReasonAndARightOneGetsIntoTheFile() throws Exception {
        Path home = server.ftp().home();
        Path file = home.resolve("config/org.staithe.dataport.passive-default.cfg");
        String before = Files.readString(file);

        HttpResponse<String> refused = store(admin, "50999-50000");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("ports", "write ranges such as 50000-50999");
        assertThat(Files.readString(file)).isEqualTo(before);

        assertThat(store(admin, "40000-40999").statusCode()).isEqualTo(302);
        assertThat(Files.readString(file)).contains("ports = 40000-40999");
        String noted = journal(home);
        assertThat(noted).contains("who=admin", "origin=console").doesNotContain("50999-50000", admin.token());
    }

    @Test
    void whatAChangeConcernsIsInTheLog() throws Exception {
        Path config = server.ftp().home().resolve("config");
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
            SecureServer.set(config.resolve("org.staithe.core.cfg"), "call.seconds", "31");
            SecureServer.set(config.resolve("org.staithe.core.listener-default.cfg"), "idle.seconds", "299");
            SecureServer.set(config.resolve("org.staithe.dataport.active-default.cfg"), "lowest.port", "1025");
            for (String pid : List.of(
                    "org.staithe.core", "org.staithe.core.listener~default", "org.staithe.dataport.active~default")) {
                Pattern told = Pattern.compile("change \\d+ of " + Pattern.quote(pid)
                        + " by somebody \\(file\\), concerning [1-9]\\d* sessions?, 1 listener:");
                SecureServer.await("the change of " + pid + " is told", SOON, () -> told.matcher(
                                server.ftp().said())
                        .find());
            }
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void aBundleThatIsUploadedServesAndOneThatIsUpdatedFirstEndsItsTransfer() throws Exception {
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD);
                ScriptedClient other = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
            Path hello = SecureServer.hello(folder, "1.0.0", "Hello");
            assertThat(upload(new HttpAttacker(server.port()), hello).headers().firstValue("Location"))
                    .contains("/console/login");
            assertThat(admin.upload(BUNDLES, "bundlefile", hello, INSTALL, Map.of("Sec-Fetch-Site", "cross-site"))
                            .statusCode())
                    .isEqualTo(403);
            client.says("SITE HELLO").gets(502);
            assertThat(upload(admin, hello).statusCode()).isEqualTo(302);
            SecureServer.await("SITE HELLO is there", SOON, () -> heard(client).equals("Hello, ann!"));

            DataConnection data = client.opensData();
            client.says("STOR last.txt").gets(150);
            data.sends(new byte[1000]);
            assertThat(upload(admin, SecureServer.shipped(folder, LOCAL, "99.0.0"))
                            .statusCode())
                    .isEqualTo(302);
            SecureServer.await("the backend waits for its transfer", SOON, () -> state(LOCAL)
                    .equals("Stopping"));
            other.says("SIZE last.txt"); // it comes meanwhile, and waits without a thread
            data.sends(new byte[1000]).ends();
            client.gets(226);
            other.gets(213);
            assertThat(other.text()).contains("2000");
            SecureServer.await(
                    "the new version is active", SOON, () -> state(LOCAL).equals("Active"));
            assertThat(page(LOCAL)).contains("99.0.0");
            SecureServer.await("the swap is told", SOON, () -> server.ftp()
                    .said()
                    .lines()
                    .anyMatch(line -> line.contains("FileSystemBackend")
                            && line.contains("by update: ")
                            && line.contains("99.0.0 serves now, GRACEFUL")));
            assertThat(client.downloads("RETR last.txt")).hasSize(2000);
            client.says("DELE last.txt").gets(250);
        }
    }

    private static HttpResponse<String> upload(HttpAttacker who, Path jar) throws Exception {
        return who.upload(BUNDLES, "bundlefile", jar, INSTALL, OWN_PAGE);
    }

    private static String heard(ScriptedClient client) {
        return client.says("SITE HELLO").hears().text();
    }

    /** What the stock page says of a bundle. */
    private static String page(String bundle) throws Exception {
        return admin.get(BUNDLES + "/" + bundle + ".json").body();
    }

    private static String state(String bundle) throws Exception {
        Matcher state = Pattern.compile("\"state\":\"(\\w+)\"").matcher(page(bundle));
        return state.find() ? state.group(1) : "";
    }

    private static HttpAttacker administrator() throws Exception {
        HttpAttacker admin = new HttpAttacker(server.port());
        String token = server.link().substring(server.link().indexOf('#') + 1);
        Map<String, String> first = Map.of("token", token, "name", "admin", "password", ConsoleServer.PASSWORD);
        assertThat(admin.post("/console/setup", first, OWN_PAGE).statusCode()).isEqualTo(200);
        assertThat(admin.logIn("admin", ConsoleServer.PASSWORD)).isEqualTo(200);
        return admin;
    }

    private static HttpResponse<String> store(HttpAttacker admin, String ports) throws Exception {
        Map<String, String> form = Map.of("apply", "true", "propertylist", "ports", "ports", ports);
        return admin.post("/system/console/configMgr/" + PID, form, OWN_PAGE);
    }

    private static String journal(Path home) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(home.resolve("data/journal"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
