// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** {@code staithe trial}: a throwaway server with one user, to be looked at and ended with Ctrl-C. */
final class Trial {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final TrialOptions options;
    private final Ending ending;

    Trial(TrialOptions options, Ending ending) {
        this.options = options;
        this.ending = ending;
    }

    void execute() throws Failure, IOException, InterruptedException {
        start().await();
    }

    /** A trial that ends when all has been started once, for {@code bin/staithe} to archive the classes of a start. */
    static void rehearse(Ending ending) throws Failure, IOException, InterruptedException {
        new Trial(TrialOptions.of(List.of("--port", "0")), ending).start();
    }

    /** Returns when all runs. */
    private Server start() throws Failure, IOException, InterruptedException {
        int port = Ports.choose(options.address(), options.port());
        Installation installation = new Installation(Installation.installed(), folder("home", options.home()));
        Path root = folder("root", options.root());
        new TrialHome(installation).write(options, port, root);
        Server server = new Server(installation, Map.of());
        ending.first(server::stop);
        server.prepare();
        Program users = server.program(UserCommand.BUNDLE, UserCommand.MAIN);
        FutureTask<Void> user = new FutureTask<>(() -> {
            UserCommand.trialUser(users, installation, options);
            return null;
        });
        new Thread(user, "trial-user").start(); // a strong hash takes time, which the server's start need not wait for
        server.start();
        await(user);
        Ports.awaitGreeting(new InetSocketAddress(reachable(), port), START_PATIENCE);
        System.out.print(new TrialLines(options, reachable(), port).text(installation.home(), root));
        System.out.flush();
        if (options.console()) {
            ConsoleKeys.makeIfMissing(installation, server);
        }
        server.complete();
        return server;
    }

    private static void await(FutureTask<Void> user) throws Failure, IOException, InterruptedException {
        try {
            user.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IOException("the user of the trial could not be made", e.getCause());
        }
    }

    private Path folder(String kind, Optional<Path> given) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        Path folder = Files.createTempDirectory("staithe-trial-" + kind + "-");
        ending.first(() -> TrialHome.delete(folder));
        return folder;
    }

    /** All addresses of the machine are reached through its loopback address, too. */
    private InetAddress reachable() {
        return options.address().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : options.address();
    }
}
