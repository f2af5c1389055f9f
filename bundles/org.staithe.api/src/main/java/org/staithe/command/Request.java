// SPDX-License-Identifier: Apache-2.0
package org.staithe.command;

import java.util.Locale;

/**
 * A command line (RFC 959 section 5.3).
 *
 * @param verb in capitals; of {@code SITE} and {@code OPTS} with the second word where a command is registered for it
 * @param argument as typed, without the blank that follows the verb; empty when there is none. It holds no NUL, CR or
 *     LF; blanks at its end belong to it
 */
public record Request(String verb, String argument) {

    public Request {
        verb = verb.toUpperCase(Locale.ROOT);
    }

    public boolean hasArgument() {
        return !argument.isEmpty();
    }
}
