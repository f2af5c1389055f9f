// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The framework's properties: ours, then those of the home's {@code config/framework.properties}. */
final class FrameworkProperties {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    private FrameworkProperties() {}

    static Map<String, String> of(Installation installation) throws IOException {
        Properties written = new Properties();
        try (InputStream ours = FrameworkProperties.class.getResourceAsStream("framework.properties")) {
            written.load(Objects.requireNonNull(ours));
        }
        Path theirs = installation.config().resolve("framework.properties");
        if (Files.exists(theirs)) {
            try (Reader reader = Files.newBufferedReader(theirs)) {
                written.load(reader);
            }
        }
        Map<String, String> places = Map.of(
                "staithe.home", installation.home().toString(),
                "staithe.install", installation.install().toString());
        Map<String, String> properties = new HashMap<>(places);
        for (String key : written.stringPropertyNames()) {
            properties.put(key, resolve(written.getProperty(key).strip(), places));
        }
        return properties;
    }

    private static String resolve(String value, Map<String, String> places) {
        return REFERENCE
                .matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(places.getOrDefault(found.group(1), found.group())));
    }
}
