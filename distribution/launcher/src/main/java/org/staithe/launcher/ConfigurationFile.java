// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.launcher.Metatype.Description;

/** One {@code .cfg} file, and what is wrong in it. */
final class ConfigurationFile {

    private static final Pattern NAME = Pattern.compile("([^-~]+)(?:[-~](.+))?\\.cfg");
    /** File Install writes numbers back with their type: {@code port = I"2121"}. */
    private static final Pattern TYPED = Pattern.compile("[TILFDXSCBilfdxscb]?\"(.*)\"");
    /** Keys of OSGi itself, which any component may have. */
    private static final Pattern OF_OSGI = Pattern.compile("service\\..+|felix\\.fileinstall\\..+|.+\\.target");

    private final Path path;
    private final String pid;
    private final boolean named;
    private final Map<String, String> values = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    ConfigurationFile(Path path) throws IOException {
        this.path = path;
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            throw new IllegalArgumentException(path + ": the name must be PID.cfg or PID-name.cfg");
        }
        pid = name.group(1);
        named = name.group(2) != null;
        // One entry for each line, so that a key that is there twice is seen.
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    complain(key.toString(), value.toString(), "the key is there twice");
                }
                return String.valueOf(super.put(key, value));
            }
        };
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            Matcher typed = TYPED.matcher(value);
            values.put(key, typed.matches() ? typed.group(1) : value);
        }
    }

    String pid() {
        return pid;
    }

    Map<String, String> values() {
        return values;
    }

    List<String> findings() {
        return findings;
    }

    void check(Description description, Placeholders placeholders) {
        if (description.factory() && !named) {
            findings.add(path + ": there may be several of these: name the file " + pid + "-NAME.cfg");
        }
        if (!description.factory() && named) {
            findings.add(path + ": there is only one of these: name the file " + pid + ".cfg");
        }
        values.forEach((key, value) -> {
            Attribute attribute = description.attributes().get(key);
            Optional<String> unknown = placeholders.unknown(value);
            if (unknown.isPresent()) {
                complain(key, value, unknown.get() + " has no value");
            } else if (attribute != null) {
                // What is empty counts as left out.
                String filled = placeholders.fill(value);
                Optional<String> complaint = filled.isEmpty()
                        ? Optional.of("must have a value").filter(text -> attribute.mandatory())
                        : attribute.complaint(filled);
                complaint.ifPresent(text -> complain(key, value, text));
            } else if (!OF_OSGI.matcher(key).matches()) {
                complain(
                        key,
                        value,
                        "there is no such key; there are "
                                + String.join(", ", description.attributes().keySet()));
            }
        });
        for (Attribute attribute : description.attributes().values()) {
            if (attribute.mandatory() && !values.containsKey(attribute.key())) {
                findings.add(path + ": " + attribute.key() + " is missing");
            }
        }
    }

    private void complain(String key, String value, String why) {
        // A wrong password must not get into a terminal's history either.
        String shown = key.contains("password") || key.contains("secret") ? "***" : value;
        findings.add(path + ": " + key + " = " + shown + ": " + why);
    }
}
