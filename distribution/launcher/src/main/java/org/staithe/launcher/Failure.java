// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

/** Ends the program with a message for people and an exit code for scripts. */
final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why the program ended; the numbers are documented in {@code help.txt}. */
    enum Kind {
        FAILED(1),
        USAGE(2),
        MISSING(3),
        PORT_TAKEN(4),
        NOT_STARTED(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    Failure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    int exitCode() {
        return kind.exitCode();
    }
}
