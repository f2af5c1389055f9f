// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in {@code $[prop:…]}, {@code $[env:…]} and {@code $[secret:…]} as the server does it. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[(prop|env|secret):([^;\\]]+)(?:;[^\\]]*)?]");

    private final Map<String, String> properties;
    private final Path secrets;

    Placeholders(Installation installation) throws IOException {
        properties = FrameworkProperties.of(installation);
        secrets = installation.config().resolve("secrets");
    }

    /** The first placeholder that has no value. */
    Optional<String> unknown(String value) {
        return PLACEHOLDER
                .matcher(value)
                .results()
                .filter(found -> !found.group().contains(";default=") && find(found.group(1), found.group(2)) == null)
                .map(found -> found.group())
                .findFirst();
    }

    String fill(String value) {
        return PLACEHOLDER.matcher(value).replaceAll(found -> {
            String filled = find(found.group(1), found.group(2));
            return Matcher.quoteReplacement(filled == null ? found.group() : filled);
        });
    }

    private @Nullable String find(String kind, String name) {
        return switch (kind) {
            case "prop" -> properties.getOrDefault(name, System.getProperty(name));
            case "env" -> System.getenv(name);
            default -> secret(name);
        };
    }

    private @Nullable String secret(String name) {
        try {
            return Files.readString(secrets.resolve(name));
        } catch (IOException missing) {
            // The caller reports it with the place where it is used.
            return null;
        }
    }
}
