// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a {@code .cfg} file whose keys can be set and removed; comments, order and other lines stay.
 *
 * <p>A line that ends in an odd number of {@code \} goes on in the next, as {@link java.util.Properties} has it.
 */
final class ConfigurationText {

    private static final Pattern SETTING =
            Pattern.compile("\\s*((?:[^\\\\\\s=:]|\\\\.)+)\\s*[=:\\s].*", Pattern.DOTALL);
    private static final Pattern CONTINUED = Pattern.compile("(?s).*(?<!\\\\)(?:\\\\\\\\)*\\\\");

    private final List<String> lines; // logical: with those that they go on in

    ConfigurationText(String text) {
        lines = new ArrayList<>();
        StringBuilder logical = new StringBuilder();
        for (String line : text.isEmpty() ? List.<String>of() : text.lines().toList()) {
            logical.append(line);
            boolean comment = logical.toString().stripLeading().startsWith("#");
            if (!comment && CONTINUED.matcher(line).matches()) {
                logical.append('\n');
            } else {
                lines.add(logical.toString());
                logical.setLength(0);
            }
        }
        if (!logical.isEmpty()) {
            lines.add(logical.toString());
        }
    }

    /** Sets a key where it is, or at the end. */
    void set(String key, String value) {
        String setting = escapedKey(key) + " = " + escaped(value);
        boolean there = false;
        for (int i = 0; i < lines.size(); i++) {
            if (key.equals(keyOf(lines.get(i)))) {
                lines.set(i, setting);
                there = true;
            }
        }
        if (!there) {
            lines.add(setting.stripTrailing());
        }
    }

    void remove(String key) {
        lines.removeIf(line -> key.equals(keyOf(line)));
    }

    /** Sets and removes, so that a file which says the former says the latter. */
    void change(Map<String, String> former, Map<String, String> latter) {
        Map<String, String> changed = new LinkedHashMap<>(latter);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(former.get(entry.getKey())));
        changed.forEach(this::set);
        former.keySet().stream().filter(key -> !latter.containsKey(key)).forEach(this::remove);
    }

    @Override
    public String toString() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String keyOf(String line) {
        String stripped = line.stripLeading();
        if (stripped.startsWith("#") || stripped.startsWith("!")) {
            return "";
        }
        Matcher setting = SETTING.matcher(line + " ");
        return setting.matches() ? setting.group(1).replaceAll("\\\\(.)", "$1") : "";
    }

    private static String escapedKey(String key) {
        return key.replaceAll("[\\\\\\s=:#!]", "\\\\$0");
    }

    private static String escaped(String value) {
        String text = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        // A blank at the beginning would be lost.
        return text.startsWith(" ") ? "\\" + text : text;
    }
}
