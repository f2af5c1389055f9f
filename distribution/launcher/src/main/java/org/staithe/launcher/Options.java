// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of one command line: {@code --name value} or {@code --name=value}, and flags. */
final class Options {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    /**
     * Reads a command line that consists of options.
     *
     * @param command whose options these are, for messages
     * @param withValue options that need a value
     * @param flagNames options that have none
     */
    Options(String command, List<String> arguments, Set<String> withValue, Set<String> flagNames) throws Failure {
        for (int i = 0; i < arguments.size(); i++) {
            String[] parts = arguments.get(i).split("=", 2);
            String name = parts[0];
            if (flagNames.contains(name) && parts.length == 1) {
                flags.add(name);
            } else if (!withValue.contains(name)) {
                throw usage(command + " does not know " + arguments.get(i));
            } else if (parts.length == 2) {
                put(name, parts[1]);
            } else if (i + 1 < arguments.size()) {
                put(name, arguments.get(++i));
            } else {
                throw usage(name + " needs a value");
            }
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    static Failure usage(String message) {
        return new Failure(Failure.Kind.USAGE, message + ". See: staithe help");
    }

    private void put(String name, String value) throws Failure {
        if (value.isEmpty()) {
            throw usage(name + " needs a value");
        }
        if (values.put(name, value) != null) {
            throw usage(name + " is given twice");
        }
    }
}
