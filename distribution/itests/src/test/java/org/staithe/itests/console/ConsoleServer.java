// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.itests.SecureServer;
import org.staithe.testkit.client.ScriptedClient;

/** A server with its console, as a person starts it for the first time. */
final class ConsoleServer implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern LINK =
            Pattern.compile("Make its first administrator.*: (https://127\\.0\\.0\\.1:(\\d+)/console/setup#\\S+)");

    private final SecureServer server;
    private final String link;
    private final int port;

    private ConsoleServer(SecureServer server, String link, int port) {
        this.server = server;
        this.link = link;
        this.port = port;
    }

    static ConsoleServer start(Path folder) throws Exception {
        Path config = SecureServer.prepare(folder).resolve("config");
        // Behind NAT, and told so wrongly: EPSV, which all tests use but one, tells no address.
        SecureServer.set(config.resolve("org.staithe.dataport.passive-default.cfg"), "advertise", "172.18.0.2");
        SecureServer server = SecureServer.startWithConsole(folder, Map.of("default", Map.of("connect.seconds", "3")));
        SecureServer.await("the link of the first start is printed", PATIENCE, () -> LINK.matcher(server.said())
                .find());
        Matcher found = LINK.matcher(server.said());
        found.find();
        return new ConsoleServer(server, found.group(1), Integer.parseInt(found.group(2)));
    }

    /** What the first start printed. */
    String link() {
        return link;
    }

    int port() {
        return port;
    }

    String url() {
        return "https://127.0.0.1:" + port + "/console/";
    }

    SecureServer ftp() {
        return server;
    }

    /** Somebody else who may enter, with the same password; what the browser did is in the file by then. */
    void addConsoleUser(String name, String role) throws IOException, InterruptedException {
        Path users = server.home().resolve("config/console-users");
        String text = Files.readString(users);
        Matcher hash = Pattern.compile("(?m)^password = .*$").matcher(text);
        hash.find();
        SecureServer.replace(users, text + "\n[" + name + "]\n" + hash.group() + "\nconsole = " + role + "\n");
    }

    /** A client of the default listener, logged in and with octets. */
    ScriptedClient client(String user, String password) throws IOException {
        return server.connect("default").logsIn(user, password).says("TYPE I").gets(200);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
