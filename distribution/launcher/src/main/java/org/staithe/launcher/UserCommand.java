// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code staithe user}: runs the program of the bundle that knows the users file.
 *
 * <p>A process of its own, for it ends with its exit code and its classes are none of ours.
 */
final class UserCommand {

    private static final String MAIN = "org.staithe.auth.file.internal.UsersCommand";

    private UserCommand() {}

    /** On this terminal. */
    static int execute(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = command(Installation.installed(), arguments);
        if (!arguments.contains("--file")) {
            command.addAll(List.of(
                    "--file", Installation.installed().resolve("config/users").toString()));
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The user of a trial, new or once more. */
    static void trialUser(Installation installation, TrialOptions options)
            throws IOException, InterruptedException, Failure {
        Path file = installation.config().resolve("users");
        String where = file.toString();
        if (Files.exists(file)) {
            run(installation, "", List.of("remove", options.user(), "--file", where));
        }
        String mount = "/=default:/:" + (options.readOnly() ? "read-only" : "read-write");
        Optional<String> refusal = run(
                installation,
                options.password() + "\n",
                List.of("add", options.user(), "--mount", mount, "--password-stdin", "--file", where));
        if (refusal.isPresent()) {
            throw new Failure(Failure.Kind.USAGE, refusal.get());
        }
    }

    /** What is wrong in a users file; a file that is not there yet is in order. */
    static Optional<String> check(Installation installation, Path users) throws IOException, InterruptedException {
        return Files.exists(users)
                ? run(installation, "", List.of("check", "--file", users.toString()))
                : Optional.empty();
    }

    /** What it has to say when it refuses. */
    private static Optional<String> run(Installation installation, String input, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(installation.install(), arguments))
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(output.strip());
    }

    private static List<String> command(Path install, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for a second.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                install.resolve("bundles") + "/*",
                MAIN));
        command.addAll(arguments);
        return command;
    }
}
