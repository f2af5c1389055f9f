// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What a trial was asked for; everything has a default. */
record TrialOptions(
        InetAddress address,
        OptionalInt port,
        Optional<String> passive,
        Optional<Path> root,
        String user,
        String password,
        boolean readOnly,
        boolean console,
        Optional<Path> home) {

    private static final Set<String> WITH_VALUE =
            Set.of("--port", "--address", "--passive", "--root", "--user", "--password", "--home");
    private static final int MAX_PORT = 65535;
    // No letters that look like digits: people type it.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 14;

    static TrialOptions of(List<String> arguments) throws Failure {
        Options options = new Options("trial", arguments, WITH_VALUE, Set.of("--read-only", "--no-console"));
        Optional<String> passive = options.value("--passive");
        if (passive.isPresent()) {
            range(passive.get());
        }
        Optional<Path> root = options.value("--root")
                .map(given -> Path.of(given).toAbsolutePath().normalize());
        if (root.isPresent() && !Files.isDirectory(root.get())) {
            throw new Failure(Failure.Kind.MISSING, "--root " + root.get() + " is not a directory");
        }
        Optional<String> port = options.value("--port");
        return new TrialOptions(
                address(options.value("--address").orElse("127.0.0.1")),
                port.isPresent() ? OptionalInt.of(number("--port", port.get(), 0)) : OptionalInt.empty(),
                passive,
                root,
                options.value("--user").orElse("trial"),
                options.value("--password").orElseGet(TrialOptions::newPassword),
                options.has("--read-only"),
                !options.has("--no-console"),
                options.value("--home")
                        .map(given -> Path.of(given).toAbsolutePath().normalize()));
    }

    private static InetAddress address(String given) throws Failure {
        try {
            return InetAddress.getByName(given);
        } catch (UnknownHostException unknown) {
            throw Options.usage("--address " + given + " is not an address");
        }
    }

    private static void range(String given) throws Failure {
        String[] ends = given.split("-", -1);
        if (ends.length != 2 || number("--passive", ends[0], 1024) > number("--passive", ends[1], 1024)) {
            throw Options.usage("--passive " + given + " is not a range such as 50000-50099");
        }
    }

    private static int number(String option, String given, int min) throws Failure {
        if (given.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(given);
            if (number >= min && number <= MAX_PORT) {
                return number;
            }
        }
        throw Options.usage(option + ": " + given + " is not a port, " + min + " to " + MAX_PORT);
    }

    private static String newPassword() {
        return new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
