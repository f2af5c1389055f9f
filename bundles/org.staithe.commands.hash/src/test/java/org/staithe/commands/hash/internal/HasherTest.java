// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.staithe.filesystem.Pathname;
import org.staithe.filesystem.StorageException;
import org.staithe.filesystem.memory.internal.MemoryFiles;
import org.staithe.testkit.command.Outcomes;
import org.staithe.testkit.config.Settings;
import org.staithe.testkit.filesystem.Fault;
import org.staithe.testkit.filesystem.FaultyFiles;
import org.staithe.testkit.filesystem.Gate;
import org.staithe.testkit.filesystem.Moment;

class HasherTest {

    private static final Pathname FILE = Pathname.of("/f");

    private final MemoryFiles files = new MemoryFiles();

    @BeforeEach
    void aFile() throws IOException {
        Outcomes.put(files, "/f", "x".repeat(200_000));
    }

    @Test
    void whoWaitsTooLongIsToldSo() throws Exception {
        Hasher one = new Hasher(settings("hashes.at.once", 1), Duration.ofMillis(1));
        Gate gate = new Gate();
        FaultyFiles held = new FaultyFiles(files).at(Moment.READ, 1, gate);
        Part whole = new Part(0, 200_000);
        FutureTask<String> first = new FutureTask<>(() -> one.hash(Algorithm.MD5, held, FILE, whole));
        new Thread(first).start();
        gate.awaitCall();
        assertThatThrownBy(() -> one.hash(Algorithm.MD5, files, FILE, whole))
                .isInstanceOfSatisfying(StorageException.class, busy -> assertThat(busy.reason())
                        .isEqualTo(StorageException.Reason.BUSY));
        gate.open();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(one.hash(Algorithm.MD5, files, FILE, whole));
    }

    @Test
    void theWholeFileIsNeverInMemory() {
        FaultyFiles faulty = new FaultyFiles(files).at(Moment.READ, 4, Fault.failing(new IOException("fourth block")));
        assertThatThrownBy(() -> new Hasher(settings("hashes.at.once", 2))
                        .hash(Algorithm.MD5, faulty, FILE, new Part(0, 200_000)))
                .hasMessage("fourth block");
    }

    @Test
    void aFileThatShrinksIsNoEndlessLoop() {
        assertThatThrownBy(() -> new Hasher(settings("hashes.at.once", 2))
                        .hash(Algorithm.MD5, files, FILE, new Part(0, 200_001)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aTurnIsGivenBackAfterAFailure() throws IOException {
        Hasher one = new Hasher(settings("hashes.at.once", 1), Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> one.hash(Algorithm.MD5, files, FILE, new Part(0, 200_001)))
                    .isNotInstanceOf(StorageException.class);
        }
        assertThat(one.hash(Algorithm.CRC32, files, FILE, new Part(0, 0))).isEqualTo("00000000");
    }

    @Test
    void aChangeAppliesToTheNextAndATurnGoesBackToWhereItWasTaken() throws Exception {
        Hasher hasher = new Hasher(settings("hashes.at.once", 1), Duration.ofMillis(1));
        Gate gate = new Gate();
        FaultyFiles held = new FaultyFiles(files).at(Moment.READ, 1, gate);
        Part whole = new Part(0, 200_000);
        FutureTask<String> first = new FutureTask<>(() -> hasher.hash(Algorithm.MD5, held, FILE, whole));
        new Thread(first).start();
        gate.awaitCall();
        hasher.change(settings("algorithms", "MD5"));
        String second = hasher.hash(Algorithm.MD5, files, FILE, whole);
        gate.open();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(second);
        assertThat(hasher.algorithms()).containsExactly(Algorithm.MD5);
    }

    @ParameterizedTest
    @CsvSource({
        "hashes.at.once, -1",
        "hashes.at.once, 1025",
        "algorithms, ''",
        "algorithms, 'MD5, SHA-3'",
        "algorithms, md5"
    })
    void whatIsWrongInTheConfigurationIsNamed(String key, String value) {
        Object typed = key.equals("algorithms") ? value : Integer.valueOf(value);
        assertThatThrownBy(() -> settings(key, typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " = ")
                .hasMessageContaining(": write ");
    }

    private static HashSettings settings(String key, Object value) {
        return HashSettings.of(Settings.of(HashRegistration.Config.class, Map.of(key, value)));
    }
}
