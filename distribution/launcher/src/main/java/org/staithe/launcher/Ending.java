// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

/** What happens when the process is told to end (SIGTERM, SIGINT) or ends by itself. */
final class Ending {

    private Ending() {}

    /** Stops the server, then cleans up; the exit code says whether the server stopped in time. */
    static void of(Server server, Runnable cleanUp) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            boolean inTime = server.stop();
                            cleanUp.run();
                            // A service manager takes 143, the code of a Java process that got SIGTERM, for a failure.
                            Runtime.getRuntime().halt(inTime ? 0 : Failure.Kind.FAILED.exitCode());
                        },
                        "staithe-stop"));
    }
}
