// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code staithe user}: runs the program of the bundle that knows the users file. */
final class UserCommand {

    static final String BUNDLE = "org.staithe.auth.file";
    static final String MAIN = BUNDLE + ".internal.UsersCommand";

    private UserCommand() {}

    /** On this terminal. */
    static int execute(List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(arguments);
        if (!arguments.contains("--file")) {
            all.addAll(List.of(
                    "--file", Installation.installed().resolve("config/users").toString()));
        }
        return new BundleProgram(Installation.installed(), MAIN).onTerminal(all);
    }

    /** The user of a trial, new or once more. */
    static void trialUser(Program users, Installation installation, TrialOptions options)
            throws IOException, InterruptedException, Failure {
        Path file = installation.config().resolve("users");
        String where = file.toString();
        if (Files.exists(file)) {
            run(users, "", List.of("remove", options.user(), "--file", where));
        }
        String mount = "/=default:/:" + (options.readOnly() ? "read-only" : "read-write");
        Optional<String> refusal = run(
                users,
                options.password() + "\n",
                List.of("add", options.user(), "--mount", mount, "--password-stdin", "--file", where));
        if (refusal.isPresent()) {
            throw new Failure(Failure.Kind.USAGE, refusal.get());
        }
    }

    /** What is wrong in a users file; a file that is not there yet is in order. */
    static Optional<String> check(Installation installation, Path users) throws IOException, InterruptedException {
        return Files.exists(users)
                ? run(new BundleProgram(installation.install(), MAIN), "", List.of("check", "--file", users.toString()))
                : Optional.empty();
    }

    /** What it has to say when it refuses. */
    private static Optional<String> run(Program users, String input, List<String> arguments)
            throws IOException, InterruptedException {
        Program.Said said = users.run(input, arguments);
        return said.exitCode() == 0 ? Optional.empty() : Optional.of(said.output());
    }
}
