// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client program that ran to its end, with what it said. */
record Tool(List<String> command, int exitCode, String output) {

    static Tool run(Duration patience, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool-", ".txt");
        try {
            Process process = start(output, command);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(
                        "not ended after " + patience + ": " + List.of(command) + "\n" + Files.readString(output));
            }
            return new Tool(
                    List.of(command),
                    process.exitValue(),
                    new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts a client that will not be left to come to its end. */
    static Process start(Path output, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        // Nobody's own settings must decide a test.
        builder.environment().put("HOME", output.getParent().toString());
        return builder.start();
    }

    /** What it said, if it said that all went well. */
    String succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + " of " + command + "\n" + output);
        }
        return output;
    }
}
