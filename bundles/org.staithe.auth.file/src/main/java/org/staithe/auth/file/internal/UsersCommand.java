// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Edits and checks a users file from the command line: {@code staithe user}.
 *
 * <p>Runs without a framework and without a logging library. Exit codes: 0 done, 1 refused, 2 asked for wrongly.
 */
public final class UsersCommand {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_USAGE = 2;

    private final PasswordEntry passwords;
    private final PrintStream out;
    private final PrintStream errors;

    UsersCommand(PasswordEntry passwords, PrintStream out, PrintStream errors) {
        this.passwords = passwords;
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        PasswordEntry passwords = new PasswordEntry(System.in, System.console());
        System.exit(new UsersCommand(passwords, System.out, System.err).run(arguments));
    }

    /** As {@link #main(String[])}, for the launcher's own server: returns the exit code. */
    public static int main(InputStream in, PrintStream said, String... arguments) {
        return new UsersCommand(new PasswordEntry(in, null), said, said).run(arguments);
    }

    int run(String... arguments) {
        UserRequest request;
        try {
            request = UserRequest.read(arguments);
        } catch (IllegalArgumentException e) {
            errors.println("staithe user: " + e.getMessage());
            errors.print(UserRequest.USAGE);
            return WRONG_USAGE;
        }
        try {
            execute(request);
            return DONE;
        } catch (BrokenUsersException e) {
            e.problems().forEach(problem -> errors.println(request.file() + ": " + problem));
        } catch (RefusedException e) {
            errors.println("staithe user: " + e.getMessage());
        } catch (AccessDeniedException e) {
            errors.println("staithe user: no permission to read or write " + e.getFile());
        } catch (IOException e) {
            errors.println("staithe user: " + request.file() + ": " + e.getMessage());
        }
        return REFUSED;
    }

    private void execute(UserRequest request) throws IOException, BrokenUsersException, RefusedException {
        switch (request.action()) {
            case "list" ->
                UsersTable.of(accounts(request.file()), InstantSource.system().instant())
                        .forEach(out::println);
            case "check" ->
                out.println(request.file() + ": in order, users: "
                        + accounts(request.file()).all().size());
            default -> edit(request);
        }
    }

    private void edit(UserRequest request) throws IOException, BrokenUsersException, RefusedException {
        UsersEdit users = new UsersEdit(request.file());
        String user = request.user();
        UsersEdit.PasswordSource password = () -> passwords.take(user, request.passwordFromInput());
        switch (request.action()) {
            case "add" -> users.add(user, request.entries(), password);
            case "remove" -> users.remove(user);
            default -> users.changePassword(user, password);
        }
        out.println(done(request));
    }

    private static String done(UserRequest request) {
        return switch (request.action()) {
            case "add" -> "Added " + request.user() + ": " + String.join(", ", request.entries());
            case "remove" -> "Removed " + request.user();
            default -> "Changed the password of " + request.user();
        };
    }

    private static Accounts accounts(Path file) throws IOException, BrokenUsersException, RefusedException {
        if (!Files.exists(file)) {
            throw new RefusedException("there is no file " + file);
        }
        return UsersParser.parse(Files.readAllBytes(file));
    }
}
