// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the Felix Web Console, which know nothing of us: what they store is checked, noted and kept. */
@Timeout(180)
class StockFormIT {

    private static final String PID = "org.staithe.dataport.passive~default";
    private static final Map<String, String> OWN_PAGE = Map.of("Sec-Fetch-Site", "same-origin");

    @TempDir
    Path folder;

    @Test
    void aWrongRangeIsRefusedWithTheReasonAndARightOneGetsIntoTheFile() throws Exception {
        try (ConsoleServer server = ConsoleServer.start(folder)) {
            HttpAttacker admin = administrator(server);
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
    }

    private static HttpAttacker administrator(ConsoleServer server) throws Exception {
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
