// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/staithe} as people and scripts meet it: a process with words and an exit code. */
class ProgramTest {

    @TempDir
    static Path folder;

    @TempDir
    Path work;

    @BeforeAll
    static void install() throws IOException {
        new TestInstallation(folder).withProgram().with("boat", "1.0.0", 10);
        // The trial begins with the shipped configuration.
        for (Path file : Files.list(Path.of("../../config")).toList()) {
            Files.copy(file, folder.resolve("config").resolve(file.getFileName().toString()));
        }
    }

    @Test
    void helpSaysWhatThereIs() throws Exception {
        assertThat(run()).matches(ended -> ended.code() == 0).satisfies(ended -> assertThat(ended.output())
                .contains("staithe run", "staithe trial", "staithe user", "staithe check", "Exit codes"));
    }

    @Test
    void versionIsTheOneThatWasBuilt() throws Exception {
        assertThat(run("version").output()).matches("Staithe [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "trial --prot 2121",
                "trial --port",
                "trial --port 65536",
                "trial --port -1",
                "trial --port 2121 --port 2122",
                "trial --passive 50000",
                "trial --passive 50001-50000",
                "trial --passive 80-90",
                "trial --address 192.0.2.1",
                "trial --read-only=yes",
                "run --port 21",
                "check --fast",
            })
    void aWrongCommandLineEndsWithTwoAndAHint(String line) throws Exception {
        Ended ended = run(line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).startsWith("staithe: ").contains("See: staithe help");
    }

    @Test
    void aMissingRootEndsWithThreeAndItsName() throws Exception {
        Ended ended = run("trial", "--root", work + "/nowhere");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).isEqualTo("staithe: --root " + work + "/nowhere is not a directory\n");
    }

    @Test
    void aTakenPortEndsWithFour() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run("trial", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(ended.code()).isEqualTo(4);
            assertThat(ended.output()).contains("Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used");
        }
    }

    @Test
    void aTrialDoesNotTouchTheHomeOfAServer() throws Exception {
        Files.createDirectories(work.resolve("config"));
        Ended ended = run("trial", "--port", "0", "--home", work.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains("is the home of a server");
        assertThat(work.resolve("config")).isEmptyDirectory();
    }

    @Test
    void aTrialDoesNotSettleAmongOtherFiles() throws Exception {
        Files.writeString(work.resolve("letter.txt"), "dear");
        Ended ended = run("trial", "--port", "0", "--home", work.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains(work + " holds other files");
        assertThat(work.toFile().list()).containsExactly("letter.txt");
    }

    @Test
    void checkOfNoFolderEndsWithThree() throws Exception {
        assertThat(run("check", work + "/nowhere").code()).isEqualTo(3);
    }

    @Test
    void aHomeServesOnceAndAStopInTimeEndsWithZero() throws Exception {
        Process process = start(Map.of(), "run", "--home", work.toString());
        process.getOutputStream().close();
        // Made when the framework's bundles are in place.
        while (process.isAlive() && Files.notExists(work.resolve("data/bundles.properties"))) {
            Thread.sleep(20);
        }

        Ended second = run("run", "--home", work.toString());
        assertThat(second.code()).isEqualTo(5);
        assertThat(second.output()).contains(work + " is in use by another server");
        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aBundleThatDoesNotStartEndsWithFive() throws Exception {
        Path other = work.resolve("installation");
        new TestInstallation(other).withProgram().with("boat", "1.0.0", 10);
        TestInstallation.bundle(
                other.resolve("bundles/boat.jar"), "boat", "1.0.0", Map.of("Import-Package", "nowhere"), Map.of());
        Ended ended = end(start(other, Map.of(), "run"));

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.output()).contains("These bundles did not start: boat 1.0.0");
    }

    @Test
    void javaHomeWithoutJavaIsNamed() throws Exception {
        Ended ended = end(start(Map.of("JAVA_HOME", work.toString()), "version"));

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains("JAVA_HOME is " + work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.22", "16-ea"})
    void anOldJavaIsRefused(String version) throws Exception {
        Path java = Files.createDirectories(work.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2024' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Ended ended = end(start(Map.of("JAVA_HOME", work.toString()), "version"));

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains("is Java " + version + ", but Staithe needs 17 or newer");
    }

    @Test
    void itRunsThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(work.resolve("staithe"), folder.resolve("bin/staithe"));

        assertThat(end(new ProcessBuilder(link.toString(), "version")
                                .redirectErrorStream(true)
                                .start())
                        .code())
                .isZero();
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... arguments) throws Exception {
        return end(start(Map.of(), arguments));
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        return start(folder, environment, arguments);
    }

    private static Process start(Path installation, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", installation + "/bin/staithe"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
