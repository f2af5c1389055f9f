// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.staithe.testkit.client.ScriptedClient;

/**
 * Clients that say what nobody would, chosen at random but the same each time: {@code -Dstaithe.fuzz.seed=N} begins
 * elsewhere, {@code -Dstaithe.fuzz.sessions=N} goes on for longer.
 */
class FuzzIT extends WithServer {

    private static final long SEED = Long.getLong("staithe.fuzz.seed", 20_261_122);
    private static final int SESSIONS = Integer.getInteger("staithe.fuzz.sessions", 60);
    private static final int LINES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whateverIsSaidIsAnsweredAndLeavesNothing() throws Exception {
        server.addQuickUser();
        server.login().close();
        long ports = server.figures().listeningPorts();
        for (int i = 0; i < SESSIONS; i++) {
            try (Babbler babbler = new Babbler(server, SEED + i)) {
                babbler.babble(LINES);
            }
        }
        ServerFigures figures = server.figures();
        Await.until("ports and files are closed", PATIENCE, () -> {
            assertThat(figures.listeningPorts()).isEqualTo(ports);
            assertThat(figures.openFilesBelow(server.root())).isEmpty();
            return true;
        });
        // What no plugin and no part of the core expected is logged as an error.
        assertThat(server.said()).doesNotContain(" ERROR ").doesNotContain("NullPointerException");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "root", "output.txt");
        try (Stream<Path> made = Files.walk(server.root())) {
            assertThat(made.map(Path::toString)).noneMatch(name -> name.matches("(?s).*\\p{Cntrl}.*"));
        }
        try (ScriptedClient client = server.login()) {
            client.uploads("STOR still.serving", new byte[10]);
        }
    }

    /** A seed in a report is enough to see the same again. */
    @Test
    void theSameSeedSaysTheSame() {
        assertThat(Babbler.lines(SEED, 200)).isEqualTo(Babbler.lines(SEED, 200));
        assertThat(Babbler.lines(SEED, 200)).isNotEqualTo(Babbler.lines(SEED + 1, 200));
    }
}
