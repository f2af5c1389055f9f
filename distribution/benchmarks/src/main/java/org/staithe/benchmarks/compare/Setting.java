// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything is that a run needs.
 *
 * @param folder that of the benchmarks, with the servers' scripts
 * @param installation Staithe as assembled
 * @param jdk runs the servers that need one
 */
record Setting(Path folder, Path installation, Path jdk) {

    Path target() {
        return folder.resolve("target");
    }

    Path script(String server) {
        return folder.resolve("servers").resolve(server);
    }

    /** The program that loads servers; {@code run} compiles it. */
    Path load() {
        return target().resolve("load");
    }

    /** The servers that are here, Staithe first. */
    List<String> installed() {
        return List.of("staithe", "apache", "vsftpd", "pureftpd", "proftpd", "pyftpdlib").stream()
                .filter(this::isInstalled)
                .toList();
    }

    boolean isInstalled(String server) {
        return switch (server) {
            case "vsftpd", "proftpd" ->
                Files.exists(target().resolve("peers/usr/sbin").resolve(server));
            case "pureftpd" -> Files.exists(target().resolve("peers/usr/sbin/pure-ftpd"));
            case "pyftpdlib" -> Files.exists(Path.of("/usr/lib/python3/dist-packages/pyftpdlib"));
            default -> Files.exists(script(server));
        };
    }
}
