// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code staithe run}: serves in the foreground until it is told to end. */
final class Run {

    private final Installation installation;
    private final Map<String, String> overrides;

    Run(List<String> arguments) throws Failure {
        Options options = new Options("run", arguments, Set.of("--home"), Set.of("--shell"));
        installation = Installation.at(
                options.value("--home").orElse(Installation.installed().toString()));
        overrides = options.has("--shell") ? Map.of("gosh.args", "") : Map.of();
    }

    void execute(Ending ending) throws Failure, IOException, InterruptedException {
        installation.prepare();
        // The folder that the shipped configuration serves.
        Files.createDirectories(installation.home().resolve("files"));
        Server server = new Server(installation, overrides);
        ending.first(server::stop);
        server.prepare();
        server.start();
        ConsoleKeys.makeIfMissing(installation, server);
        server.complete();
        server.await();
    }
}
