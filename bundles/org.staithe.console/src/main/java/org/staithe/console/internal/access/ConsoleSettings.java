// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.access;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration, checked. */
record ConsoleSettings(
        Duration idle,
        Duration longest,
        int failures,
        Duration lockout,
        Duration setup,
        Optional<Path> setupPassword,
        Optional<Path> readerToken) {

    /**
     * Reads the whole configuration.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static ConsoleSettings of(ConsoleAccess.Config config) {
        return new ConsoleSettings(
                Duration.ofMinutes(within("idle.minutes", config.idle_minutes(), 1440)),
                Duration.ofHours(within("session.hours", config.session_hours(), 168)),
                within("lockout.failures", config.lockout_failures(), 100),
                Duration.ofMinutes(within("lockout.minutes", config.lockout_minutes(), 1440)),
                Duration.ofMinutes(within("setup.minutes", config.setup_minutes(), 1440)),
                path("setup.password.file", config.setup_password_file().strip()),
                path("reader.token.file", config.reader_token_file().strip()));
    }

    private static Optional<Path> path(String key, String text) {
        try {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (Path.of(text).isAbsolute()) {
                return Optional.of(Path.of(text));
            }
        } catch (InvalidPathException e) {
            // said below, with the key
        }
        throw new IllegalArgumentException(key + " = " + text + ": write the absolute path of a file, or nothing");
    }

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " = " + value + ": write a number from 1 to " + most);
        }
        return value;
    }
}
