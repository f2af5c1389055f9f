// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.staithe.auth.Secret;
import org.staithe.auth.file.internal.hash.PasswordHash;

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
        Path file = request.file();
        String user = request.user();
        String objection = UsersParser.objection(user);
        if (!objection.isEmpty()) {
            throw new RefusedException("'" + Problem.printable(user) + "' cannot be a user: " + objection);
        }
        byte[] before = SafeReplacement.content(file);
        UsersParser.parse(before); // who repairs a broken file by hand must see it whole
        UsersText text = new UsersText(UsersParser.text(before));
        boolean adds = request.action().equals("add");
        if (text.has(user) == adds) {
            throw new RefusedException(user + (adds ? " is there already" : " is not there"));
        }
        switch (request.action()) {
            case "add" -> {
                text.add(user, request.entries());
                UsersParser.parse(text.toString()); // before anybody types a password in vain
                text.set(user, "password", hash(request));
            }
            case "remove" -> text.remove(user);
            default -> text.set(user, "password", hash(request));
        }
        byte[] after = text.toString().getBytes(StandardCharsets.UTF_8);
        UsersParser.parse(after);
        SafeReplacement.replace(file, before, after);
        out.println(done(request));
    }

    private String hash(UserRequest request) throws IOException, RefusedException {
        try (Secret password = passwords.take(request.user(), request.passwordFromInput())) {
            return PasswordHash.create(password);
        }
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
