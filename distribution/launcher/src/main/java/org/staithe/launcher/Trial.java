// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code staithe trial}: a throwaway server with one user, to be looked at and ended with Ctrl-C. */
final class Trial {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final TrialOptions options;
    private final List<Path> temporary = new ArrayList<>();

    Trial(TrialOptions options) {
        this.options = options;
    }

    void execute() throws Failure, IOException, InterruptedException {
        boolean serves = false;
        try {
            int port = Ports.choose(options.address(), options.port());
            Installation installation = new Installation(Installation.installed(), folder("home", options.home()));
            Path root = folder("root", options.root());
            new TrialHome(installation).write(options, port, root);
            UserCommand.trialUser(installation, options);
            Server server = Server.start(installation, Map.of());
            Ending.of(server, this::cleanUp);
            serves = true;
            Ports.awaitGreeting(new InetSocketAddress(reachable(), port), START_PATIENCE);
            System.out.print(new TrialLines(options, reachable(), port).text(installation.home(), root));
            System.out.flush();
            server.await();
        } finally {
            if (!serves) {
                cleanUp();
            }
        }
    }

    private Path folder(String kind, Optional<Path> given) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        Path folder = Files.createTempDirectory("staithe-trial-" + kind + "-");
        temporary.add(folder);
        return folder;
    }

    /** All addresses of the machine are reached through its loopback address, too. */
    private InetAddress reachable() {
        return options.address().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : options.address();
    }

    private void cleanUp() {
        temporary.forEach(TrialHome::delete);
    }
}
