// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for on the command line of {@code staithe user}.
 *
 * @param user empty for {@code list} and {@code check}
 * @param entries the lines of a new section, but for the password
 */
record UserRequest(String action, Path file, String user, List<String> entries, boolean passwordFromInput) {

    static final String USAGE = """
            usage: staithe user add NAME [--mount AT=BACKEND:DIRECTORY:PERMISSIONS]... [--home PATH]
                                [--admin] [--expires DAY] [--console ROLE] [--password-stdin] [--file FILE]
                   staithe user passwd NAME [--password-stdin] [--file FILE]
                   staithe user remove NAME [--file FILE]
                   staithe user list [--file FILE]
                   staithe user check [--file FILE]
            FILE: the users file; without, config/users of this installation.
            PERMISSIONS: read-only, read-write, or a list such as enter,list,store.
            ROLE: viewer, operator or administrator of the web console (in config/console-users).
            Without --mount and --console the user sees the whole of the backend 'default', read-write.
            """;

    private static final Set<String> NAMED = Set.of("add", "passwd", "remove");
    private static final Set<String> UNNAMED = Set.of("list", "check");
    private static final String EVERYTHING = "mount./ = default:/ read-write";

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static UserRequest read(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        List<String> words = new ArrayList<>();
        List<String> mounts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        Optional<Path> file = Optional.empty();
        boolean fromInput = false;
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            switch (argument) {
                case "--file" -> file = Optional.of(Path.of(value(argument, rest)));
                case "--mount" -> mounts.add(mount(value(argument, rest)));
                case "--home" -> others.add("home = " + value(argument, rest));
                case "--admin" -> others.add("administrator = true");
                case "--console" -> others.add("console = " + value(argument, rest));
                case "--expires" -> others.add("expires = " + value(argument, rest));
                case "--password-stdin" -> fromInput = true;
                default -> words.add(word(argument));
            }
        }
        String action = words.isEmpty() ? "" : words.get(0);
        boolean named = NAMED.contains(action);
        require(named || UNNAMED.contains(action), "say what to do: add, passwd, remove, list or check");
        require(words.size() == (named ? 2 : 1), action + (named ? " takes one name" : " takes no name"));
        require(action.equals("add") || (mounts.isEmpty() && others.isEmpty()), action + " changes no other keys");
        require(action.equals("add") || action.equals("passwd") || !fromInput, action + " takes no password");
        boolean forConsole = others.stream().anyMatch(entry -> entry.startsWith("console ="));
        if (mounts.isEmpty() && !forConsole) {
            mounts.add(EVERYTHING);
        }
        mounts.addAll(others);
        return new UserRequest(
                action,
                file.orElseThrow(() -> new IllegalArgumentException("--file FILE is missing")),
                named ? words.get(1) : "",
                List.copyOf(mounts),
                fromInput);
    }

    private static String mount(String text) {
        int equals = text.indexOf('=');
        int last = text.lastIndexOf(':');
        require(equals > 0 && text.indexOf(':', equals) < last, "--mount is AT=BACKEND:DIRECTORY:PERMISSIONS");
        return "mount." + text.substring(0, equals) + " = " + text.substring(equals + 1, last) + " "
                + text.substring(last + 1);
    }

    /** The value of an option; a line break in it would be a line of its own in the file. */
    private static String value(String option, Deque<String> rest) {
        require(!rest.isEmpty(), option + " needs a value");
        String value = rest.remove();
        require(value.codePoints().noneMatch(Character::isISOControl), option + " has control characters");
        return value;
    }

    private static String word(String argument) {
        require(!argument.startsWith("--"), "there is no option " + Problem.printable(argument));
        return argument;
    }

    private static void require(boolean claim, String otherwise) {
        if (!claim) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
