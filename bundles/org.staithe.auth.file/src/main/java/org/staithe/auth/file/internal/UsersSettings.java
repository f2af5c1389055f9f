// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The configuration, checked. */
record UsersSettings(Path users, int verificationsAtOnce, Duration verificationWait, Duration remember) {

    /**
     * Reads the whole configuration.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static UsersSettings of(FileUsers.Config config) {
        return new UsersSettings(
                path(config.users()),
                within("verifications.at.once", config.verifications_at_once(), 1, 64),
                Duration.ofSeconds(within("verification.wait.seconds", config.verification_wait_seconds(), 1, 60)),
                Duration.ofSeconds(within("verified.remember.seconds", config.verified_remember_seconds(), 0, 3600)));
    }

    private static Path path(String text) {
        String expected = ": write the absolute path of a file, such as /etc/staithe/users.ini";
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && !Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("users = " + text + expected, e);
        }
        throw new IllegalArgumentException("users = " + text + expected);
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " = " + value + ": write a number from " + least + " to " + most);
        }
        return value;
    }
}
