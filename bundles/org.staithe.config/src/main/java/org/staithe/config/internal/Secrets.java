// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.Finding;
import org.staithe.config.metatype.Finding.Kind;

/** Which values nobody may see: those that a bundle calls a password, or whose key sounds like one. */
final class Secrets {

    private static final Pattern NAMED = Pattern.compile("\\$\\[(secret|env):[^;\\]]+]");

    private final Descriptions descriptions;

    Secrets(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /** Whether the value of a key must not be shown. */
    boolean secret(String pid, String key) {
        Optional<Boolean> described = descriptions
                .of(Pids.kind(pid), null)
                .map(Description::attributes)
                .map(attributes -> attributes.get(key))
                .map(attribute -> attribute.type().equals("Password"));
        return described.orElseGet(() -> Finding.about(Kind.WRONG, key, "").secret()
                || key.toLowerCase(Locale.ROOT).contains("token"));
    }

    /** Values that may be shown. */
    Map<String, String> masked(String pid, Map<String, String> values) {
        Map<String, String> masked = new TreeMap<>();
        values.forEach((key, value) -> masked.put(key, hides(pid, key, value) ? ConfigurationJournal.MASK : value));
        return masked;
    }

    /** Keys whose difference the masks hide. */
    List<String> changed(String pid, Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> hides(pid, entry.getKey(), entry.getValue()))
                .filter(entry ->
                        !before.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The name of a secret is none. */
    private boolean hides(String pid, String key, String value) {
        return !value.isEmpty() && !NAMED.matcher(value).matches() && secret(pid, key);
    }
}
