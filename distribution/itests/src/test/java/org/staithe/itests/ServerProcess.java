// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.staithe.testkit.client.ScriptedClient;

/** A server as people start it: {@code bin/staithe trial}, in a process of its own. */
final class ServerProcess implements AutoCloseable {

    static final String USER = "ann";
    static final String PASSWORD = "s3cret";

    /** A second user, whose password is cheap to check: for tests with very many logins. */
    static final String QUICK = "quick";

    // PBKDF2 of "s3cret" with 1,000 rounds.
    private static final String QUICK_HASH =
            "$pbkdf2-sha256$1000$c3RhaXRoZXNhbHQ$WYopj/aHxhrKBeFbrULT2N.oeOU/bZShJBAGlsu3g7g";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path home;
    private final Path root;
    private final InetAddress address;
    private final List<String> options;
    private String javaOptions =
            "-Xmx256m -Duser.timezone=Asia/Tokyo"; // far from UTC, in which the protocol tells times
    private Process process;
    private int port;

    private ServerProcess(Path folder, InetAddress address, String... options) throws IOException {
        this.home = folder.resolve("home");
        this.root = Files.createDirectories(folder.resolve("root"));
        this.address = address;
        this.options = List.of(options);
    }

    /** Starts a server on 127.0.0.1 that keeps all it writes below this folder. */
    static ServerProcess start(Path folder, String... options) throws IOException, InterruptedException {
        return start(folder, InetAddress.getByName("127.0.0.1"), options);
    }

    /** Starts a server without a web console, unless it is what is tested. */
    static ServerProcess start(Path folder, InetAddress address, String... options)
            throws IOException, InterruptedException {
        return start(new ServerProcess(
                folder,
                address,
                Stream.concat(Stream.of(options), Stream.of("--no-console")).toArray(String[]::new)));
    }

    /** Starts a server on 127.0.0.1 with these options only, and more for the JVM. */
    static ServerProcess startWith(Path folder, String moreJavaOptions, String... options)
            throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(folder, InetAddress.getByName("127.0.0.1"), options);
        server.javaOptions += " " + moreJavaOptions;
        return start(server);
    }

    private static ServerProcess start(ServerProcess server) throws IOException, InterruptedException {
        if (Files.notExists(server.home)) {
            Installation.prepare(server.home);
        }
        server.launch();
        return server;
    }

    /** Starts again, with the same home, root and port. */
    void restart() throws IOException, InterruptedException {
        launch();
    }

    private void launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Installation.command("trial"));
        command.addAll(List.of("--address", address.getHostAddress(), "--port", Integer.toString(port)));
        command.addAll(List.of("--user", USER, "--password", PASSWORD));
        command.addAll(List.of("--root", root.toString(), "--home", home.toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STAITHE_JAVA_OPTIONS", javaOptions);
        Files.deleteIfExists(output());
        process = builder.redirectOutput(output().toFile()).start();
        Pattern serving = Pattern.compile("(?m)^Staithe serves .*:(\\d+)\\. ");
        Await.until("the server serves\n" + output(), START, () -> {
            if (!process.isAlive()) {
                return true;
            }
            Matcher line = serving.matcher(said());
            return line.find() && (port = Integer.parseInt(line.group(1))) > 0;
        });
        if (!process.isAlive()) {
            throw new AssertionError("exit code " + process.exitValue() + "\n" + said());
        }
    }

    /** Adds {@link #QUICK} to the users file, and waits until he is known. */
    void addQuickUser() throws IOException, InterruptedException {
        addUser(QUICK);
    }

    /** Adds a user with {@link #PASSWORD} and these lines to the users file, and waits until the server has read it. */
    void addUser(String name, String... lines) throws IOException, InterruptedException {
        append("\n[%s]\npassword = %s\nmount./ = default:/ read-write\n%s\n"
                .formatted(name, QUICK_HASH, String.join("\n", lines)));
    }

    /** Adds users with the password of {@link #USER}, hashed as it is for people. */
    void addUsersLikeUser(List<String> names) throws IOException, InterruptedException {
        String password = Files.readAllLines(home.resolve("config/users")).stream()
                .dropWhile(line -> !line.equals("[" + USER + "]"))
                .filter(line -> line.startsWith("password"))
                .findFirst()
                .orElseThrow();
        append(names.stream()
                .map(name -> "\n[%s]\n%s\nmount./ = default:/ read-write\n".formatted(name, password))
                .collect(Collectors.joining()));
    }

    private void append(String sections) throws IOException, InterruptedException {
        Path users = home.resolve("config/users");
        Files.writeString(users, sections, StandardOpenOption.APPEND);
        long number = Files.readAllLines(users).stream()
                .filter(line -> line.startsWith("["))
                .count();
        String read = "Users file " + users + ": " + number + " users";
        Await.until("the new users are known", Duration.ofSeconds(20), () -> said().contains(read));
    }

    Path home() {
        return home;
    }

    /** What the clients see as {@code /}. */
    Path root() {
        return root;
    }

    int port() {
        return port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(address, port);
    }

    /** For URLs. */
    String authority() {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    /** A client that has been greeted. */
    ScriptedClient connect() throws IOException {
        return ScriptedClient.connect(address()).expects(220);
    }

    /** A client that has been greeted, from an address where no other test has failed to log in. */
    ScriptedClient connectFrom(String own) throws IOException {
        return ScriptedClient.connect(address(), InetAddress.getByName(own)).expects(220);
    }

    /** A client that has logged in and transfers octets. */
    ScriptedClient login() throws IOException {
        return connect().logsIn(USER, PASSWORD).says("TYPE I").gets(200);
    }

    long pid() {
        return process.pid();
    }

    ServerFigures figures() {
        return new ServerFigures(process.pid());
    }

    /** What the process has printed, log included. */
    String said() throws IOException {
        return Files.exists(output()) ? Files.readString(output()) : "";
    }

    private Path output() {
        return home.resolveSibling("output.txt");
    }

    /** The power fails. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; the server may let transfers end. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the server did not stop within " + STOP);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
