// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.testkit.client.ScriptedClient;

/** A server with a listener for each way of doing TLS that a test needs, and the fixtures of this package with it. */
public final class SecureServer implements AutoCloseable {

    public static final String USER = ServerProcess.USER;
    public static final String PASSWORD = ServerProcess.PASSWORD;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServerProcess process;

    /** What the kernel counts for the process. */
    public record Figures(long threads, long descriptors, long ports) {}

    /** A program that has ended. */
    public record Ended(int exitCode, String said) {}

    private SecureServer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param listeners the settings of each listener by its name; the one named {@code default} is always there
     */
    public static SecureServer start(Path folder, Map<String, Map<String, String>> listeners)
            throws IOException, InterruptedException {
        return start(folder, "", listeners, "--no-console");
    }

    /** Starts a server as if there were no BoringSSL for this machine. */
    public static SecureServer startWithoutBoringSsl(Path folder, Map<String, Map<String, String>> listeners)
            throws IOException, InterruptedException {
        return start(folder, "-Dio.netty.handler.ssl.noOpenSsl=true", listeners, "--no-console");
    }

    /** Starts a server with its web console, which no other test needs. */
    public static SecureServer startWithConsole(Path folder, Map<String, Map<String, String>> listeners)
            throws IOException, InterruptedException {
        return start(folder, "", listeners);
    }

    private static SecureServer start(
            Path folder, String javaOptions, Map<String, Map<String, String>> listeners, String... options)
            throws IOException, InterruptedException {
        Path config = prepare(folder).resolve("config");
        for (Map.Entry<String, Map<String, String>> listener : listeners.entrySet()) {
            Path file = config.resolve("org.staithe.core.listener-" + listener.getKey() + ".cfg");
            if (Files.notExists(file)) {
                Files.copy(config.resolve("org.staithe.core.listener-default.cfg"), file);
                Installation.set(file, "name", listener.getKey());
                Installation.set(file, "port", "0");
            }
            for (Map.Entry<String, String> setting : listener.getValue().entrySet()) {
                Installation.set(file, setting.getKey(), setting.getValue());
            }
        }
        SecureServer server = new SecureServer(ServerProcess.startWith(folder, javaOptions, options));
        for (String name : listeners.keySet()) {
            Await.until("the listener " + name + " is there", PATIENCE, () -> server.port(name) > 0);
        }
        return server;
    }

    /** The home that a server in this folder will have, with the configuration as it is shipped. */
    public static Path prepare(Path folder) throws IOException {
        Path home = folder.resolve("home");
        if (Files.notExists(home)) {
            Installation.prepare(home);
        }
        return home;
    }

    public static void set(Path file, String key, String value) throws IOException {
        Installation.set(file, key, value);
    }

    /** Replaces a file that the server watches: it sees the old content or the new. */
    public static void replace(Path file, String content) throws IOException {
        Path written = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The example bundle in a version that greets in its own way. */
    public static Path hello(Path folder, String version, String greeting) throws IOException {
        return Files.write(
                folder.resolve("hello-" + version + ".jar"),
                BundleJar.hello()
                        .version(version)
                        .says("Hello, ", greeting + ", ")
                        .bytes());
    }

    /** A bundle of the installation in another version. */
    public static Path shipped(Path folder, String symbolicName, String version) throws IOException {
        return Files.write(
                folder.resolve(symbolicName + "-" + version + ".jar"),
                BundleJar.shipped(symbolicName).version(version).bytes());
    }

    /** Adds a user with {@link #PASSWORD}, and these lines in the users file. */
    public void addUser(String name, String... lines) throws IOException, InterruptedException {
        process.addUser(name, lines);
    }

    public Path home() {
        return process.home();
    }

    /** What the clients see as {@code /}. */
    public Path root() {
        return process.root();
    }

    public int port(String listener) throws IOException {
        Matcher line = Pattern.compile("Listener " + Pattern.quote(listener) + " is at /127\\.0\\.0\\.1:(\\d+)")
                .matcher(said());
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    /** A client of an explicit listener, greeted and in the clear. */
    public ScriptedClient connect(String listener) throws IOException {
        return reach(listener).expects(220);
    }

    /** A client that nobody has greeted yet. */
    public ScriptedClient reach(String listener) throws IOException {
        return ScriptedClient.connect(new InetSocketAddress("127.0.0.1", port(listener)));
    }

    /** A client of an explicit listener, logged in, with everything protected. */
    public ScriptedClient login(String listener, String... protocols) throws IOException {
        return connect(listener)
                .startsTls(protocols)
                .logsIn(USER, PASSWORD)
                .protectsData()
                .says("TYPE I")
                .gets(200);
    }

    public Figures figures() throws IOException {
        ServerFigures figures = process.figures();
        return new Figures(figures.threads(), figures.descriptors(), figures.listeningPorts());
    }

    public long pid() {
        return process.pid();
    }

    /** What the process has printed, log included. */
    public String said() throws IOException {
        return process.said();
    }

    public static Ended run(Duration patience, String... command) throws IOException, InterruptedException {
        Tool tool = Tool.run(patience, command);
        return new Ended(tool.exitCode(), tool.output());
    }

    /** Runs a program that must say that all went well; returns what else it said. */
    public static String succeeds(Duration patience, String... command) throws IOException, InterruptedException {
        return Tool.run(patience, command).succeeded();
    }

    public static void await(String what, Duration patience, Callable<Boolean> condition) throws InterruptedException {
        Await.until(what, patience, condition);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
