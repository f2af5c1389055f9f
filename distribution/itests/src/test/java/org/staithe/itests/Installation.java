// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The assembled folder that is tested, and homes for servers that run from it. */
final class Installation {

    private Installation() {}

    static Path folder() {
        return existing("staithe.installation");
    }

    /** The shipped bundles whose name begins so. */
    static List<Path> bundles(String beginning) throws IOException {
        try (Stream<Path> jars = Files.list(folder().resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(beginning))
                    .toList();
        }
    }

    /** The jar of the example bundle, which is not part of the installation. */
    static Path hello() {
        return existing("staithe.hello");
    }

    static Path testkit() {
        return existing("staithe.testkit");
    }

    /** A home as {@code staithe trial} makes it, so that it will take it; the configuration may be changed before. */
    static void prepare(Path home) throws IOException {
        Path config = Files.createDirectories(home.resolve("config"));
        try (Stream<Path> shipped = Files.list(folder().resolve("config"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, config.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(home.resolve("made-by-trial"), "");
    }

    /** Sets one key, whether it is there, commented out, or missing. */
    static void set(Path cfg, String key, String value) throws IOException {
        Pattern line = Pattern.compile("(?m)^#?[ \\t]*" + Pattern.quote(key) + "[ \\t]*=.*$");
        String text = Files.exists(cfg) ? Files.readString(cfg) : "";
        Matcher found = line.matcher(text);
        String setting = key + " = " + value;
        String changed =
                found.find() ? found.replaceFirst(Matcher.quoteReplacement(setting)) : text + "\n" + setting + "\n";
        // The folder is watched: it must never see half a file.
        Path written = Files.writeString(cfg.resolveSibling("." + cfg.getFileName()), changed);
        Files.move(written, cfg, StandardCopyOption.ATOMIC_MOVE);
    }

    static List<String> command(String... arguments) {
        return Stream.concat(Stream.of(folder().resolve("bin/staithe").toString()), Stream.of(arguments))
                .toList();
    }

    /** A port that nobody has now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path existing(String property) {
        Path path = Path.of(System.getProperty(property, "")).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(property + " names " + path + ": build the whole project first");
        }
        return path;
    }
}
