// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What was configured when the journal last looked; kept without secrets, for what changes while it does not run. */
// Guarded by the journal's lock.
final class Known {

    private final Path file;
    private final Secrets secrets;
    private final boolean loaded;
    private final Map<String, Map<String, String>> before = new TreeMap<>();
    private final Map<String, Map<String, String>> values = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();

    Known(Path file, Secrets secrets) throws IOException {
        this.file = file;
        this.secrets = secrets;
        loaded = Files.exists(file);
        if (loaded) {
            Properties lines = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            }
            for (String line : lines.stringPropertyNames()) {
                // A PID may hold the sign itself: PID|bundle|version.
                int end = Math.max(0, line.lastIndexOf('|'));
                before.computeIfAbsent(line.substring(0, end), pid -> new TreeMap<>())
                        .put(line.substring(end + 1), lines.getProperty(line));
            }
        }
    }

    /** Whether there was anything to load. */
    boolean isLoaded() {
        return loaded;
    }

    /** What was there before this start, masked. */
    Optional<Map<String, String>> loaded(String pid) {
        return Optional.ofNullable(before.get(pid));
    }

    Optional<Map<String, String>> values(String pid) {
        return Optional.ofNullable(values.get(pid));
    }

    String file(String pid) {
        return files.getOrDefault(pid, "");
    }

    void put(String pid, Optional<Map<String, String>> now, String fromFile) {
        if (now.isPresent()) {
            values.put(pid, now.get());
            files.put(pid, fromFile);
        } else {
            values.remove(pid);
            files.remove(pid);
        }
    }

    void save() throws IOException {
        Properties lines = new Properties();
        values.forEach((pid, keys) ->
                secrets.masked(pid, keys).forEach((key, value) -> lines.setProperty(pid + "|" + key, value)));
        StringWriter text = new StringWriter();
        lines.store(text, null);
        Replacement.write(file, text.toString());
    }
}
