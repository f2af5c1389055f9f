// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.staithe.benchmarks.client.FtpClient;

/** A server as people run it, {@code bin/staithe run}, in a process and a home of its own, on loopback. */
final class ServerProcess implements AutoCloseable {

    static final String CLIENT = "load";
    static final String SLOW_CLIENT = "slow";
    static final String ADMINISTRATOR = "admin";
    static final String PASSWORD = "s3cret";

    // PBKDF2 of the password with 1,000 rounds: it is the swaps that are measured, not the hash.
    private static final String HASH =
            "$pbkdf2-sha256$1000$c3RhaXRoZXNhbHQ$WYopj/aHxhrKBeFbrULT2N.oeOU/bZShJBAGlsu3g7g";

    // What is held softly goes when memory is short, so it is no leak: the JVM is told to let it go at once. Since JDK
    // 25
    // the equals of a record leaves the last class that it compared in such a cache of the JDK (ObjectMethods).
    private static final String OPTIONS = "-Xmx512m -XX:SoftRefLRUPolicyMSPerMB=0";

    private static final String LISTENER = "org.staithe.core.listener-default.cfg";
    static final String SECOND_LISTENER = "org.staithe.core.listener-second.cfg";

    private final Path installation;
    private final Path home;
    private final InetSocketAddress address;
    private volatile InetSocketAddress second;
    private final Process process;

    /**
     * Starts one.
     *
     * @param slowRate of the slow user, KiB in a second
     */
    ServerProcess(Path installation, Path home, int slowRate) throws IOException, InterruptedException {
        this.installation = installation;
        this.home = home;
        this.address = free();
        this.second = free();
        prepare(slowRate);
        ProcessBuilder builder =
                new ProcessBuilder(installation.resolve("bin/staithe").toString(), "run", "--home", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putIfAbsent("STAITHE_JAVA_OPTIONS", OPTIONS);
        process = builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile())
                .start();
        try {
            Await.until("the server greets", Duration.ofSeconds(90), this::greets);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void prepare(int slowRate) throws IOException {
        for (String folder : List.of("config", "plugins", "files")) {
            Files.createDirectories(home.resolve(folder));
        }
        try (Stream<Path> shipped = Files.list(installation.resolve("config"))) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, config(file.getFileName().toString()));
            }
        }
        Files.copy(config(LISTENER), config(SECOND_LISTENER));
        configure(SECOND_LISTENER, "name", "second");
        configure(SECOND_LISTENER, "port", Integer.toString(second.getPort()));
        configure(LISTENER, "port", Integer.toString(address.getPort()));
        configure("org.apache.felix.http.cfg", "org.apache.felix.https.enable", "false");
        Files.writeString(
                config("users"),
                user(CLIENT, "")
                        + user(
                                SLOW_CLIENT,
                                "limits.download.kib.per.second = %1$d\nlimits.upload.kib.per.second = %1$d\n"
                                        .formatted(slowRate))
                        + user(ADMINISTRATOR, "administrator = true\n"));
    }

    private static String user(String name, String more) {
        return "[%s]\npassword = %s\nmount./ = default:/ read-write\n%s".formatted(name, HASH, more);
    }

    private boolean greets() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the server ended with " + process.exitValue() + ": "
                    + Files.readString(home.resolve("output.txt")));
        }
        try (FtpClient first = new FtpClient(address);
                FtpClient other = new FtpClient(second)) {
            first.login(CLIENT, PASSWORD);
            other.login(CLIENT, PASSWORD);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** A port that nobody has now, of those that systems do not give to clients: nobody else will have it soon. */
    static InetSocketAddress free() throws IOException {
        IOException last = new IOException("no port is free");
        for (int i = 0; i < 100; i++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return new InetSocketAddress(probe.getInetAddress(), probe.getLocalPort());
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Sets one key of a file, as an editor does. */
    void configure(String file, String key, String value) throws IOException {
        Path path = config(file);
        String text = Files.readString(path, StandardCharsets.UTF_8);
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(key) + "[ \\t]*=.*$").matcher(text);
        if (!line.find()) {
            throw new IOException(path + " has no key " + key);
        }
        // The folder is watched: it must never see half a file.
        Path part = path.resolveSibling("." + file + ".part");
        Files.writeString(part, line.replaceFirst(Matcher.quoteReplacement(key + " = " + value)));
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path config(String file) {
        return home.resolve("config").resolve(file);
    }

    Path home() {
        return home;
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    /** The shipped jar of a bundle. */
    Stream<Path> shipped(String bundle) throws IOException {
        try (Stream<Path> jars = Files.list(installation.resolve("bundles"))) {
            return jars
                    .filter(jar -> jar.getFileName().toString().matches(Pattern.quote(bundle) + "-\\d.*\\.jar"))
                    .toList()
                    .stream();
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Where the second listener is now. */
    InetSocketAddress second() {
        return second;
    }

    void secondMovedTo(int port) {
        second = new InetSocketAddress(second.getAddress(), port);
    }

    long pid() {
        return process.pid();
    }

    /** Stops it as operators do. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(60, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
