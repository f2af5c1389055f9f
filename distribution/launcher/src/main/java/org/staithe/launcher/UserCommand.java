// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code staithe user}: the command of the bundle that knows the users file, in a process of its own. */
final class UserCommand {

    private static final String MAIN = "org.staithe.auth.file.internal.UsersCommand";

    private UserCommand() {}

    static int execute(List<String> arguments) throws IOException, InterruptedException {
        return 0;
    }

    static void trialUser(Installation installation, TrialOptions options) {}

    static Optional<String> check(Installation installation, Path users) {
        return Optional.empty();
    }
}
