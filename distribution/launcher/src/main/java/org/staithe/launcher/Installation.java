// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where things are: the installed program, which is only read, and the home of one server, which holds its state.
 *
 * @param install has lib/, bundles/ and the shipped config/
 * @param home has config/, plugins/, data/ and log/; the installation itself unless told otherwise
 */
record Installation(Path install, Path home) {

    Installation {
        if (home.toString().contains(",")) {
            throw new IllegalArgumentException(home + ": the path of a home must not contain a comma");
        }
    }

    /** The installation that this program belongs to, as {@code bin/staithe} says. */
    static Path installed() {
        return Path.of(System.getProperty("staithe.install", "."))
                .toAbsolutePath()
                .normalize();
    }

    static Installation at(String home) {
        return new Installation(installed(), Path.of(home).toAbsolutePath().normalize());
    }

    Path config() {
        return home.resolve("config");
    }

    Path bundles() {
        return install.resolve("bundles");
    }

    /** Makes what a server needs; a home without a configuration gets the shipped one. */
    void prepare() throws IOException {
        for (String folder : new String[] {"plugins", "data", "log"}) {
            Files.createDirectories(home.resolve(folder));
        }
        if (Files.notExists(config())) {
            Files.createDirectory(config());
            try (Stream<Path> shipped = Files.list(install.resolve("config"))) {
                for (Path file : shipped.toList()) {
                    Files.copy(file, config().resolve(file.getFileName().toString()));
                }
            }
        }
    }
}
