// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.DataConnection;
import org.staithe.testkit.client.ScriptedClient;

/** What operators do in the console, in a real browser; and what others try with it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> OWN_PAGE = Map.of("Sec-Fetch-Site", "same-origin");

    private static final String HASH =
            "$6$staithe$eHSZD8fPXoV0kdKQ6SIHumtwBVrinlMbyLQ2QvQrOoZ5iT39x" + "3ullar1bkUiwZbTHL7HrkU7.Kqlqa4I7903A.";

    @TempDir
    static Path folder;

    static ConsoleServer server;
    static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        server = ConsoleServer.start(folder);
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    /** The first visit, which all others build on. */
    @BeforeEach
    void administrator() throws Exception {
        if (browser.js("location.href").equals("about:blank")) {
            browser.open(server.link());
            browser.type("input[name=password]", ConsoleServer.PASSWORD);
            browser.type("input[name=again]", ConsoleServer.PASSWORD);
            browser.click("button.main");
            browser.awaitText("#who", "admin, administrator");
        }
    }

    private static void page(String name) throws Exception {
        browser.open(server.url() + "#/" + name);
    }

    @Test
    @Order(1)
    void theLinkOfTheFirstStartWorksOnce() throws Exception {
        HttpAttacker late = new HttpAttacker(server.port());
        String token = server.link().substring(server.link().indexOf('#') + 1);

        int answer = late.post(
                        "/console/setup",
                        Map.of("token", token, "name", "mallory", "password", "mallory mallory"),
                        OWN_PAGE)
                .statusCode();

        assertThat(answer).isEqualTo(403);
        assertThat(Files.readString(server.ftp().home().resolve("config/console-users")))
                .contains("[admin]")
                .doesNotContain("mallory");
        browser.open(server.link());
        browser.awaitText("main", "This link has been used.");
        assertThat(browser.js("document.querySelector('form')")).isEqualTo("null");
    }

    @Test
    void aTransferIsSeenAsItGoesOn() throws Exception {
        page("transfers");
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD);
                DataConnection data = client.opensData()) {
            client.says("STOR slow.bin").gets(150);
            data.sends(new byte[3 * 1024 * 1024]);

            browser.awaitText("#page", "STOR /slow.bin");
            browser.awaitText(".moving", "3.0 MiB");

            data.sends(new byte[2 * 1024 * 1024]);
            browser.awaitText(".moving", "5.0 MiB");
            data.ends();
            client.gets(226);
        }
        browser.awaitText("section:nth-of-type(2)", "completed 226");
    }

    @Test
    void aSessionIsEndedWithAMessage() throws Exception {
        page("sessions");
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
            client.says("NOOP").gets(200);
            browser.awaitText("tbody", "NOOP");
            browser.click("tbody button[data-of=end]");
            browser.type("dialog input[name=message]", "Maintenance at noon");
            browser.click("dialog button.main");

            client.gets(421);
            assertThat(client.text()).contains("Maintenance at noon");
        }
    }

    /** From "the upload failed" to the rule that decided: the session, and "Why?". */
    @Test
    void theReasonOfARefusedUploadIsTwoClicksAway() throws Exception {
        addUser("reader", "mount./ = default:/ read-only\n");
        try (ScriptedClient client = server.client("reader", SecureServer.PASSWORD)) {
            client.opensData();
            client.says("STOR report.pdf").gets(550);
        }
        page("recorder");
        browser.awaitText("tbody tr:first-child", "STOR report.pdf");
        browser.click("tbody tr:first-child a");
        browser.click("a.why");

        browser.awaitText(".verdict", "No.");
        browser.awaitText(".chain li:last-child", "mount./ = default:/ decides for /report.pdf");
        browser.awaitText(".chain li:last-child", "does not grant store: 550 Permission denied.");
        browser.awaitText(".answer", "enter, list, retrieve");
        browser.click(".chain li:last-child a");
        browser.awaitText("dialog h2", "Edit reader");

        page("transfers?failed=true");
        browser.awaitText("section:nth-of-type(2) tbody", "STOR /report.pdf");
        browser.awaitText("section:nth-of-type(2) tbody", "refused 550");
    }

    /** The two that rights and rules alone do not decide. */
    @Test
    void theReasonMayBeWhatIsThereOrWhereItLeads() throws Exception {
        addUser("dropper", "mount./ = default:/ enter,list,store\n");
        try (ScriptedClient client = server.client("dropper", SecureServer.PASSWORD)) {
            client.uploads("STOR once.txt", new byte[10]).opensData();
            client.says("STOR once.txt").gets(550).says("PORT 192,0,2,7,200,1").gets(504);
        }
        why("STOR once.txt", "does not grant overwrite, and /once.txt is there: 550 Exists already.");
        why("PORT 192,0,2,7,200,1", "Address");
    }

    /** Asks of that command of the latest session. */
    private static void why(String command, String told) throws Exception {
        page("recorder?q=dropper");
        browser.awaitText("tbody tr:first-child", "dropper");
        browser.click("tbody tr:first-child a");
        browser.awaitText(".tape", command);
        browser.js("[...document.querySelectorAll('.tape li.bad')].find(one => one.innerText.includes('" + command
                + "')).querySelector('a.why').click()");
        browser.awaitText(".verdict", "No.");
        browser.awaitText(".chain li:last-child", told);
    }

    @Test
    void theRecorderSaysWhatEachPluginHadToDoAndHowLongItTook() throws Exception {
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD);
                DataConnection data = client.opensData()) {
            client.says("STOR recorded.txt").gets(150);
            data.sends(new byte[10]);
            data.ends();
            client.gets(226);
        }
        page("recorder");
        browser.awaitText("tbody tr:first-child", SecureServer.USER);
        browser.click("tbody tr:first-child a");

        browser.awaitText(".tape", "226");
        String tape = browser.text(".tape");
        assertThat(tape).containsPattern("org.staithe.auth.file \\S+ authenticate [0-9.]+ ms");
        assertThat(tape).containsPattern("org.staithe.dataport.passive \\S+ grant [0-9.]+ ms");
        assertThat(tape)
                .containsPattern("org.staithe.filesystem.local \\S+.* write( ×[0-9]+)? [0-9.]+ ms.* commit [0-9.]+ ms");
    }

    @Test
    void whoWasRefusedIsFoundByTheNameThatWasTried() throws Exception {
        try (ScriptedClient client = server.ftp().connect("default")) {
            client.says("USER ghost").gets(331).says("PASS wrong").gets(530);
        }
        page("recorder?q=ghost");
        browser.awaitText("tbody tr:first-child", "ghost, refused");
        browser.click("tbody tr:first-child a");
        browser.awaitText(".tape", "org.staithe.auth.file");
    }

    @Test
    void whatANameHoldsIsTextAndNothingElse() throws Exception {
        String evil = "<img src=x onerror=document.title='owned'>";
        addUser(evil, "mount./ = default:/ read-write\n");
        try (ScriptedClient client = server.client(evil, SecureServer.PASSWORD)) {
            client.says("CLNT " + evil).gets(200);
            client.says("MKD " + evil).gets(257);
            client.says("SIZE " + evil).gets(550);
            page("sessions");
            browser.awaitText("tbody", evil);
            page("recorder");
            browser.awaitText("tbody", evil);
            browser.click("tbody tr:first-child a");
            browser.awaitText(".tape", "MKD " + evil);
            page("users");
            browser.awaitText("#page", evil);
        }
        assertThat(browser.js("document.title + document.querySelectorAll('#page img').length"))
                .isEqualTo("Users · Staithe console0");
        assertThat(browser.js("fetch('api/me').then(a => a.headers.get('Content-Security-Policy'))"))
                .contains("script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void aUserIsAddedAndDisabledInTheBrowser() throws Exception {
        page("users");
        browser.click("section:nth-of-type(" + ftpUsers() + ") .bar button");
        browser.type("dialog input[name=name]", "eve");
        browser.type("dialog input[name=password]", "eve's password");
        browser.type("dialog input[name=permissions]", "read-onl");
        browser.click("dialog button.main");
        browser.awaitText("dialog .problem", "'read-onl' is not a permission");
        browser.type("dialog input[name=permissions]", "read-only");
        browser.click("dialog button.main");
        browser.awaitText("tr[data-id=eve]", "/ = default:/ read-only");
        server.client("eve", "eve's password").close();

        browser.click("tr[data-id=eve] button:nth-of-type(3)");
        browser.click("dialog button.main");
        browser.awaitText("tr[data-id=eve]", "disabled");
        try (ScriptedClient client = server.ftp().connect("default")) {
            client.says("USER eve").gets(331).says("PASS eve's password").gets(530);
        }
        assertThat(Files.readString(server.ftp().home().resolve("log/console.log")))
                .contains("admin (administrator) from 127.0.0.1: added the user eve")
                .doesNotContain("eve's password");
    }

    /** What clients are told changes at once, what runs goes on, and the way back is one click. */
    @Test
    void thePassiveRangeIsChangedDuringATransferAndChangedBack() throws Exception {
        String pid = "org.staithe.dataport.passive~default";
        Path file = server.ftp().home().resolve("config/org.staithe.dataport.passive-default.cfg");
        String before = Files.readString(file);
        int port = freePort();
        page("configuration?pid=" + pid);
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD);
                DataConnection data = client.opensData()) {
            client.says("STOR noon.bin").gets(150);
            data.sends(new byte[1000]);

            preview("50999-50000", ".attention", "write ranges such as 50000-50999");
            assertThat(browser.text("dialog .attention")).startsWith("ports: '50999-50000': write");
            assertThat(browser.js("document.querySelector('dialog .main').disabled"))
                    .isEqualTo("true");
            browser.click("dialog button.quiet");
            assertThat(Files.readString(file)).isEqualTo(before);

            preview(port + "-" + port, ".effect", "next PASV");
            browser.click("dialog button.main");
            browser.awaitText("#told", "is changed");
            try (ScriptedClient next = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
                next.says("EPSV").gets(229);
                assertThat(next.text()).contains("(|||" + port + "|)");
            }
            data.sends(new byte[1000]);
            data.ends();
            client.gets(226).says("SIZE noon.bin").gets(213);
            assertThat(client.text()).isEqualTo("2000");
        }
        assertThat(Files.readString(file)).contains("ports = " + port + "-" + port);

        browser.awaitText("tbody tr:first-child", "admin");
        browser.click("tbody tr:first-child button");
        browser.awaitText("dialog .differences", port + "-" + port);
        browser.click("dialog button.main");
        browser.awaitText("#told", "is back");
        assertThat(Files.readString(file)).isEqualTo(before);
        browser.awaitText("tbody tr:first-child del", port + "-" + port);
        browser.click("tbody tr:nth-child(2) button");
        browser.awaitText("dialog", "Nothing changes");
        assertThat(browser.js("document.querySelector('dialog .main').disabled"))
                .isEqualTo("true");
        browser.click("dialog button.quiet");
        assertThat(Files.readString(server.ftp().home().resolve("log/console.log")))
                .contains("admin (administrator) from 127.0.0.1: configured " + pid + ": [ports: ", "undid change ");
    }

    /** Asks what would become of this range. */
    private static void preview(String ports, String where, String told) throws Exception {
        browser.type("#settings input[name=ports]", ports);
        browser.click("#settings button.main");
        browser.awaitText("dialog " + where, told);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aPluginIsInstalledSwappedAndRolledBack() throws Exception {
        page("plugins");
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
            client.says("SITE HELLO").gets(502);
            deploy(SecureServer.hello(folder, "1.1.0", "Hello"), "1.1.0 is new");
            client.says("SITE HELLO").gets(200);
            assertThat(client.text()).contains("Hello, ann!");

            deploy(SecureServer.hello(folder, "1.2.0", "Howdy"), "1.1.0 → 1.2.0");
            client.says("SITE HELLO").gets(200);
            assertThat(client.text()).contains("Howdy, ann!");

            press("Roll back", "1.2.0", "1.2.0 → 1.1.0");
            client.says("SITE HELLO").gets(200);
            assertThat(client.text()).contains("Hello, ann!");

            press("Remove", "1.1.0", "is removed");
            client.says("SITE HELLO").gets(502);
        }
        Path broken = Files.writeString(folder.resolve("broken.jar"), "this is no jar");
        browser.click("#install");
        browser.choose("dialog input[type=file]", broken);
        browser.click("dialog button.main");
        SecureServer.await("the reason is shown", PATIENCE, () -> !browser.text("dialog .problem")
                .isEmpty());
    }

    private static void deploy(Path jar, String told) throws Exception {
        browser.click("#install");
        browser.choose("dialog input[type=file]", jar);
        browser.click("dialog button.main");
        browser.awaitText("#told", told);
    }

    /** Presses a button of the deployed example once this version is shown, and the one that confirms it. */
    private static void press(String button, String version, String told) throws Exception {
        String row = "tr[data-id=\"org.staithe.example.hello\"]";
        browser.awaitText(row + " td:nth-child(2)", version);
        browser.js("[...document.querySelectorAll('" + row + " button')].find(one => one.innerText.startsWith('"
                + button + "')).setAttribute('data-press', '')");
        browser.click(row + " button[data-press]");
        browser.click("dialog button.main");
        browser.awaitText("#told", told);
    }

    @Test
    void usersOfAnotherServerMoveInWithTheirPasswords() throws Exception {
        page("users");
        browser.click("button[data-of=import]");
        browser.js("document.querySelector('dialog textarea').focus()");
        browser.type("dialog textarea", "zoe:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=");
        browser.click("dialog button.main");
        browser.awaitText("dialog .problem", "the forms in braces have no salt");
        // From: openssl passwd -6 -salt staithe moving-in
        browser.type("dialog textarea", "zoe:" + HASH + ":18000:0:99999:7:::\ndaemon:*:18000::::::\n");
        browser.click("dialog button.main");
        browser.awaitText("#told", "1 user added. Left out, without password: daemon.");
        browser.awaitText("tr[data-id=zoe]", "/ = default:/zoe read-write");
        server.client("zoe", "moving-in").close();
    }

    @Test
    void thePluginsAreShownByWhatTheyServe() throws Exception {
        page("plugins");
        browser.awaitText("#page", "Who may log in");
        browser.awaitText("#page", "org.staithe.auth.file");
    }

    @Test
    void theDoctorSaysWhyNobodyConnectsAndWhatToSet() throws Exception {
        List<ScriptedClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(server.client(SecureServer.USER, SecureServer.PASSWORD)
                    .says("PASV")
                    .gets(227)
                    .says("LIST")
                    .gets(150));
        }
        for (ScriptedClient client : clients) {
            client.gets(425).close();
        }
        for (int i = 0; i < 3; i++) {
            try (ScriptedClient client = server.ftp().connect("default")) {
                client.says("AUTH TLS")
                        .gets(234)
                        .saysRaw("This is no handshake.".getBytes(StandardCharsets.US_ASCII))
                        .isHungUpOn();
            }
        }
        page("overview");
        browser.awaitText(".attention", "what they send is not TLS");
        browser.awaitText(".attention", "told 172.18.0.2 but reached the server at 127.0.0.1");
        browser.awaitText(".attention", "Set advertise of org.staithe.dataport.passive");
        browser.awaitText(".checks", "Certificates");
        browser.click(".attention a");
        browser.awaitText("#settings", "org.staithe.dataport.passive~default");
        page("transfers?failed=true");
        browser.awaitText("#page", "listings");
        browser.js("document.querySelectorAll('input[type=checkbox]')[1].click()");
        browser.awaitText("#page", "The client did not connect to 172.18.0.2 port");
    }

    /** Prometheus and its like: no login, but a token, and nothing else for it. */
    @Test
    void metricsAreForThoseWhoShowTheToken() throws Exception {
        String token = "0123456789abcdef0123456789abcdef";
        Path file = Files.writeString(folder.resolve("reader-token"), token + "\n");
        Path config = server.ftp().home().resolve("config/org.staithe.console.cfg");
        server.client(SecureServer.USER, SecureServer.PASSWORD)
                .uploads("STOR counted.bin", new byte[1234])
                .close();
        HttpAttacker machine = new HttpAttacker(server.port());
        Map<String, String> right = Map.of("Authorization", "Bearer " + token);
        assertThat(machine.get("/console/api/metrics").statusCode()).isEqualTo(401);
        assertThat(machine.get("/console/api/metrics", right).statusCode()).isEqualTo(401);

        SecureServer.set(config, "reader.token.file", file.toString());
        SecureServer.await(
                "the token counts",
                PATIENCE,
                () -> machine.get("/console/api/metrics", right).statusCode() == 200);
        HttpResponse<String> metrics = machine.get("/console/api/metrics", right);
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("version=0.0.4"));
        PrometheusText text = PrometheusText.parse(metrics.body());
        assertThat(text.sum("staithe_logins_total", "result=\"accepted\"")).isPositive();
        assertThat(text.sum("staithe_transfer_bytes_total", "direction=\"upload\""))
                .isGreaterThanOrEqualTo(1234);
        assertThat(text.sum("staithe_command_seconds_count", "verb=\"STOR\"")).isPositive();
        assertThat(text.sum("staithe_listener_up", "listener=\"default\"")).isEqualTo(1);
        assertThat(machine.get("/console/api/health", right).body())
                .contains("\"name\":\"Listeners\"", "\"name\":\"Storage\"");

        assertThat(machine.get("/system/health").statusCode()).isEqualTo(401);
        assertThat(machine.get("/system/health", right).body()).contains("\"name\":\"Listeners\"");
        assertThat(text.sum("staithe_addresses_shut_out", "")).isZero();

        assertThat(machine.get("/console/api/transfers", right).statusCode()).isEqualTo(401);
        assertThat(machine.get("/console/api/metrics", Map.of("Authorization", "Bearer " + token + "0"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void usersWhoCouldDoNothingOrAreEasilyGuessedAreRefused() throws Exception {
        HttpAttacker admin = new HttpAttacker(server.port());
        assertThat(admin.logIn("admin", ConsoleServer.PASSWORD)).isEqualTo(200);
        Map<String, String> own = Map.of("X-Staithe-Token", admin.token(), "Sec-Fetch-Site", "same-origin");
        Path config = server.ftp().home().resolve("config");
        Map<String, String> lost =
                user(config.resolve("users"), "lost", ConsoleServer.PASSWORD, "setting.mount./", "nosuch:/ read-write");
        HttpResponse<String> refused = admin.post("/console/api/users/add", lost, own);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("nosuch", "is no backend that is there; there are default");
        Map<String, String> weak = user(config.resolve("console-users"), "weak", "short", "setting.console", "viewer");
        assertThat(admin.post("/console/api/users/add", weak, own).body()).contains("at least 10 characters");
        assertThat(Files.readString(config.resolve("users"))).doesNotContain("lost");
        assertThat(Files.readString(config.resolve("console-users"))).doesNotContain("weak");
        assertThat(server.ftp().said()).doesNotContain("Exception while processing request");
    }

    private static Map<String, String> user(Path place, String name, String password, String key, String value) {
        return Map.of("place", place.toString(), "name", name, "password", password, key, value);
    }

    @Test
    void theStockPagesAreForAdministrators() throws Exception {
        server.addConsoleUser("olga", "operator");
        browser.open(server.url() + "../system/console/bundles");
        browser.awaitText("body", "Bundle information");
        browser.open(server.url() + "../system/console/staithe");
        browser.awaitText("h1", "Overview");

        HttpAttacker olga = new HttpAttacker(server.port());
        assertThat(olga.get("/system/console/bundles").headers().firstValue("Location"))
                .hasValue("/console/login");
        assertThat(olga.logIn("olga", ConsoleServer.PASSWORD)).isEqualTo(200);
        assertThat(olga.get("/system/console/bundles").statusCode()).isEqualTo(403);
    }

    @Test
    void aViewerIsToldWhoseThePageIs() throws Exception {
        server.addConsoleUser("vic", "viewer");
        try {
            logIn("vic", "viewer");
            for (String closed : List.of("users", "configuration")) {
                page(closed);
                browser.awaitText("#page", "This page is for administrators; your role is viewer.");
            }
            page("policy");
            browser.awaitText("#page", "Asks the rules that decide");
        } finally {
            logIn("admin", "administrator");
        }
    }

    private static void logIn(String name, String role) throws Exception {
        browser.forget();
        browser.open(server.url() + "login");
        browser.type("input[name=name]", name);
        browser.type("input[name=password]", ConsoleServer.PASSWORD);
        browser.click("button.main");
        browser.awaitText("#who", name + ", " + role);
    }

    @Test
    void aViewerChangesNothing() throws Exception {
        server.addConsoleUser("vera", "viewer");
        HttpAttacker vera = new HttpAttacker(server.port());
        assertThat(vera.logIn("vera", ConsoleServer.PASSWORD)).isEqualTo(200);
        Map<String, String> asItsPage = Map.of("Sec-Fetch-Site", "same-origin", "X-Staithe-Token", vera.token());

        assertThat(vera.get("/console/api/transfers").statusCode()).isEqualTo(200);
        assertThat(vera.get("/console/api/users").statusCode()).isEqualTo(403);
        assertThat(vera.get("/console/api/configuration").statusCode()).isEqualTo(403);
        try (ScriptedClient client = server.client(SecureServer.USER, SecureServer.PASSWORD)) {
            for (String path : new String[] {
                "sessions/close",
                "users/remove",
                "plugins/install",
                "plugins/remove",
                "configuration/change",
                "configuration/undo"
            }) {
                assertThat(vera.post("/console/api/" + path, Map.of("id", "s1", "name", "ann"), asItsPage)
                                .statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
            client.says("NOOP").gets(200);
        }
    }

    @Test
    void anotherSiteCannotActForAnAdministrator() throws Exception {
        HttpAttacker admin = new HttpAttacker(server.port());
        assertThat(admin.logIn("admin", ConsoleServer.PASSWORD)).isEqualTo(200);
        Map<String, String> close = Map.of("id", "s999");
        String token = admin.token();

        assertThat(admin.post(
                                "/console/api/sessions/close",
                                close,
                                Map.of("Sec-Fetch-Site", "cross-site", "X-Staithe-Token", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.post(
                                "/console/api/sessions/close",
                                close,
                                Map.of("Origin", "https://evil.example", "X-Staithe-Token", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.post("/console/api/sessions/close", close, Map.of("X-Staithe-Token", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.post("/console/api/sessions/close", close, OWN_PAGE).statusCode())
                .as("without the token")
                .isEqualTo(403);
        assertThat(admin.post(
                                "/system/console/bundles",
                                Map.of("action", "refreshPackages"),
                                Map.of("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.post(
                                "/console/api/sessions/close",
                                close,
                                Map.of("Sec-Fetch-Site", "same-origin", "X-Staithe-Token", token))
                        .statusCode())
                .as("the real page, of a session that is not there")
                .isEqualTo(404);
    }

    @Test
    void nobodyIsReachedOverAnotherAddress() {
        assertThat(reachable("127.0.0.1")).isTrue();
        assertThat(reachable("127.0.0.2")).isFalse();
    }

    private static boolean reachable(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, server.port()), 5000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The last one: from then on this address has to wait. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whoGuessesIsLockedOut() throws Exception {
        server.addConsoleUser("gus", "viewer");
        HttpAttacker guesser = new HttpAttacker(server.port());
        assertThat(guesser.logIn("admin", "admin")).isEqualTo(403);
        SecureServer.await("gus is known", PATIENCE, () -> guesser.logIn("gus", ConsoleServer.PASSWORD) == 200);

        for (int i = 0; i < 5; i++) {
            assertThat(guesser.logIn("gus", "guess " + i)).isEqualTo(403);
        }

        assertThat(guesser.logIn("gus", ConsoleServer.PASSWORD)).isEqualTo(403);
        assertThat(Files.readString(server.ftp().home().resolve("log/console.log")))
                .contains("login as 'gus' refused: locked out")
                .doesNotContain("guess 1");
    }

    private static String ftpUsers() throws Exception {
        browser.awaitText("#page", "Users of FTP");
        return browser.js("[...document.querySelectorAll('#page section')]"
                + ".findIndex(one => one.innerText.includes('Users of FTP')) + 1");
    }

    /** A user of FTP with the password of all tests. */
    private static void addUser(String name, String settings) throws Exception {
        Path users = server.ftp().home().resolve("config/users");
        String text = Files.readString(users);
        String hash = text.lines()
                .filter(line -> line.startsWith("password = "))
                .findFirst()
                .orElseThrow();
        SecureServer.replace(users, text + "\n[" + name + "]\n" + hash + "\n" + settings);
        SecureServer.await(name + " is known", PATIENCE, () -> {
            server.client(name, SecureServer.PASSWORD).close();
            return true;
        });
    }
}
