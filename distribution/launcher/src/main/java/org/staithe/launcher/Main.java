// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The program behind {@code bin/staithe}: its first argument says what to do. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Ending ending = new Ending();
        ending.exit(exitCode(Arrays.asList(arguments), ending));
    }

    private static int exitCode(List<String> arguments, Ending ending) {
        try {
            return run(arguments, ending);
        } catch (Failure failure) {
            System.err.println("staithe: " + failure.getMessage());
            return failure.exitCode();
        } catch (FileSystemException failure) {
            // Its message is little more than the file's name.
            System.err.println("staithe: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            return Failure.Kind.MISSING.exitCode();
        } catch (IOException | IllegalArgumentException failure) {
            System.err.println("staithe: " + failure.getMessage());
            return Failure.Kind.FAILED.exitCode();
        } catch (InterruptedException interrupted) {
            return Failure.Kind.FAILED.exitCode();
        }
    }

    private static int run(List<String> arguments, Ending ending) throws Failure, IOException, InterruptedException {
        String command = arguments.isEmpty() ? "help" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        if (rest.contains("--help") && !command.equals("user")) {
            command = "help";
        }
        switch (command) {
            case "run" -> new Run(rest).execute(ending);
            case "trial" -> new Trial(TrialOptions.of(rest), ending).execute();
            case "archive" -> Trial.rehearse(ending);
            case "user" -> {
                return UserCommand.execute(rest);
            }
            case "check" -> {
                return CheckCommand.of(rest).execute();
            }
            case "help", "--help", "-h" -> System.out.print(text("help.txt"));
            case "version", "--version" -> System.out.print("Staithe " + text("version.txt"));
            default -> throw Options.usage("There is no command " + command);
        }
        return 0;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
