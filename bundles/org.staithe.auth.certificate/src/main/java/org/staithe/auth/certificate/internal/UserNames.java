// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Makes users of the names in certificates.
 *
 * @param pattern empty to take names as they are
 * @param users empty to take what the pattern gives
 */
record UserNames(Optional<Pattern> pattern, Map<String, String> users) {

    private static final String ARROW = "->";

    static UserNames of(String pattern, String[] users) {
        return new UserNames(pattern.isEmpty() ? Optional.empty() : Optional.of(compile(pattern)), map(users));
    }

    Set<String> of(Collection<String> names) {
        return names.stream().flatMap(name -> user(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<String> user(String name) {
        Optional<String> user = Optional.of(name);
        if (pattern.isPresent()) {
            Matcher matcher = pattern.get().matcher(name);
            user = matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
        }
        return users.isEmpty() ? user : user.map(users::get);
    }

    private static Pattern compile(String text) {
        String expected = ": write a regular expression with one group, such as (.+)@example\\.org";
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() == 1) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("pattern = " + text + expected, e);
        }
        throw new IllegalArgumentException("pattern = " + text + expected);
    }

    private static Map<String, String> map(String[] values) {
        Map<String, String> users = new LinkedHashMap<>();
        for (String entry : Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(";", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            int arrow = entry.lastIndexOf(ARROW);
            String name = arrow < 0 ? "" : entry.substring(0, arrow).strip();
            String user =
                    arrow < 0 ? "" : entry.substring(arrow + ARROW.length()).strip();
            if (name.isEmpty() || user.isEmpty()) {
                throw new IllegalArgumentException(
                        "users = " + entry + ": write name -> user, and a semicolon before the next");
            }
            if (users.put(name, user) != null) {
                throw new IllegalArgumentException("users = " + entry + ": " + name + " is there twice");
            }
        }
        return Map.copyOf(users);
    }
}
