// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.Finding;
import org.staithe.config.metatype.Finding.Kind;

/** One {@code .cfg} file, and what is wrong in it. */
final class ConfigurationFile {

    private static final Pattern NAME = Pattern.compile("([^-~]+)(?:[-~](.+))?\\.cfg");
    /** File Install writes numbers back with their type: {@code port = I"2121"}. */
    private static final Pattern TYPED = Pattern.compile("[TILFDXSCBilfdxscb]?\"(.*)\"");

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
        Map<String, String> filled = new TreeMap<>();
        values.forEach((key, value) -> {
            placeholders
                    .unknown(value)
                    .ifPresentOrElse(
                            unknown -> complain(key, value, unknown + " has no value"),
                            () -> filled.put(key, placeholders.fill(value)));
        });
        for (Finding finding : description.findings(filled)) {
            String value = values.get(finding.key());
            if (value == null) {
                findings.add(path + ": " + finding.text());
            } else if (filled.containsKey(finding.key())) {
                // Shown as it stands in the file: what a placeholder stands for may be a secret.
                findings.add(path + ": " + finding.text(value));
            }
        }
    }

    /** What is wrong beside other files. */
    String text(Finding finding) {
        return path + ": " + finding.text(values.getOrDefault(finding.key(), "(default)"));
    }

    private void complain(String key, String value, String why) {
        findings.add(path + ": " + Finding.about(Kind.WRONG, key, why).text(value));
    }
}
