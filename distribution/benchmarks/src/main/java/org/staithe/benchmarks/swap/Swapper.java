// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.staithe.benchmarks.client.FtpClient;
import org.staithe.benchmarks.client.UnexpectedReplyException;

/** The operator: swaps by the ways that operators have, and waits until each swap is done. Used by one thread. */
final class Swapper implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEWER = "99.0.0";

    private final ServerProcess server;
    private final FtpClient shell;
    private final Map<Kind, Integer> turns = new HashMap<>();

    Swapper(ServerProcess server) throws IOException, InterruptedException {
        this.server = server;
        this.shell = new FtpClient(server.address());
        shell.login(ServerProcess.ADMINISTRATOR, ServerProcess.PASSWORD);
        Jars.writePlugin(server.plugins().resolve("org.staithe.benchmarks.plugin.jar"));
        Await.until("SITE SWAP is there", PATIENCE, () -> holds("active org.staithe.benchmarks.plugin 1.0.0"));
    }

    void swap(Kind kind, Kind.Way way) throws IOException, InterruptedException {
        switch (way) {
            case RESTART -> order("restart " + kind.bundle());
            case UPDATE -> order("update " + kind.bundle());
            case OVERLAP -> overlap(kind.bundle());
            case CONFIGURE -> {
                int turn = turns.merge(kind, 1, Integer::sum) - 1;
                configure(kind, kind.values().get(turn % kind.values().size()));
            }
        }
    }

    private void overlap(String bundle) throws IOException, InterruptedException {
        Path shipped = server.shipped(bundle).findFirst().orElseThrow();
        Path newer = server.plugins().resolve(bundle + "-" + NEWER + ".jar");
        String before = "active " + bundle + " " + Jars.version(shipped);
        String after = "active " + bundle + " " + NEWER;
        Jars.copy(shipped, newer, NEWER);
        Await.until(bundle + " " + NEWER + " has taken over", PATIENCE, () -> holds(after) && !holds(before));
        Files.delete(newer);
        Await.until(bundle + " " + NEWER + " is gone", PATIENCE, () -> holds(before) && !holds(after));
    }

    private void configure(Kind kind, String value) throws IOException, InterruptedException {
        server.configure(kind.file(), kind.key(), value);
        String shown = value.replace("$[prop:staithe.home]", server.home().toString());
        Await.until(
                kind.what() + " has " + kind.key() + " = " + value,
                PATIENCE,
                () -> holds("shows " + kind.key() + " " + shown));
        if (kind.key().equals("port")) {
            server.secondMovedTo(Integer.parseInt(value));
            try (FtpClient moved = new FtpClient(server.second())) {
                moved.says("QUIT", 221);
            }
        }
    }

    private void order(String words) throws IOException {
        shell.says("SITE SWAP " + words, 200);
    }

    private boolean holds(String claim) throws IOException {
        try {
            return shell.says("SITE SWAP " + claim, 200, 450).startsWith("200");
        } catch (UnexpectedReplyException e) {
            if (e.says(502)) {
                return false; // the plugin has not come yet
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        shell.close();
    }
}
