// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.Problem;

/** The journal: a small readable file for each change, the oldest given up. Read when somebody asks. */
final class EntryFiles {

    private static final Logger log = LoggerFactory.getLogger(EntryFiles.class);
    private static final String SUFFIX = ".properties";
    private static final Pattern NAME = Pattern.compile("(\\d{8,18})\\" + SUFFIX);

    private final Path folder;
    private final int most;
    // added to under the journal's lock, read by anyone
    private final NavigableSet<Long> numbers = new ConcurrentSkipListSet<>();

    /**
     * Looks for what there is.
     *
     * @param most so many changes are kept
     */
    EntryFiles(Path folder, int most) throws IOException {
        this.folder = folder;
        this.most = most;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .forEach(name -> numbers.add(Long.parseLong(name.group(1))));
        }
    }

    /** The latest first; those that cannot be read are left out. */
    List<Entry> latest(int most) {
        return numbers.descendingSet().stream()
                .flatMap(number -> entry(number).stream())
                .limit(Math.max(0, most))
                .toList();
    }

    Optional<Entry> entry(long number) {
        return numbers.contains(number) ? read(path(number)) : Optional.empty();
    }

    long nextNumber() {
        return numbers.isEmpty() ? 1 : numbers.last() + 1;
    }

    void add(Entry entry) throws IOException {
        Replacement.write(path(entry.number()), text(entry));
        numbers.add(entry.number());
        while (numbers.size() > most) {
            long oldest = numbers.first();
            numbers.remove(oldest);
            Files.deleteIfExists(path(oldest));
        }
    }

    private Path path(long number) {
        return folder.resolve(String.format("%08d", number) + SUFFIX);
    }

    private static Optional<Entry> read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
            return Optional.of(entry(lines));
        } catch (NoSuchFileException givenUp) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // The other changes can still be seen and taken back.
            log.warn("The journal of the configuration: {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(Entry entry) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("number", Long.toString(entry.number()));
        lines.setProperty("time", entry.time().toString());
        lines.setProperty("who", entry.who());
        lines.setProperty("origin", entry.origin());
        lines.setProperty("pid", entry.pid());
        lines.setProperty("file", entry.file());
        lines.setProperty("effect", entry.effect());
        entry.before().ifPresent(values -> put(lines, "before", values));
        entry.after().ifPresent(values -> put(lines, "after", values));
        lines.setProperty("secrets", String.join(",", entry.secretsChanged()));
        for (int i = 0; i < entry.problems().size(); i++) {
            lines.setProperty("problem." + i + ".key", entry.problems().get(i).key());
            lines.setProperty("problem." + i + ".text", entry.problems().get(i).text());
        }
        StringWriter text = new StringWriter();
        lines.store(text, null);
        return text.toString();
    }

    private static void put(Properties lines, String prefix, Map<String, String> values) {
        lines.setProperty(prefix, "there");
        values.forEach((key, value) -> lines.setProperty(prefix + "." + key, value));
    }

    private static Entry entry(Properties lines) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; lines.containsKey("problem." + i + ".key"); i++) {
            problems.add(
                    new Problem(required(lines, "problem." + i + ".key"), required(lines, "problem." + i + ".text")));
        }
        return new Entry(
                Long.parseLong(required(lines, "number")),
                Instant.parse(required(lines, "time")),
                required(lines, "who"),
                required(lines, "origin"),
                required(lines, "pid"),
                required(lines, "file"),
                values(lines, "before"),
                values(lines, "after"),
                Stream.of(required(lines, "secrets").split(",", -1))
                        .filter(key -> !key.isEmpty())
                        .toList(),
                List.copyOf(problems),
                required(lines, "effect"));
    }

    private static String required(Properties lines, String key) {
        String value = lines.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static Optional<Map<String, String>> values(Properties lines, String prefix) {
        if (!lines.containsKey(prefix)) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(prefix + ".")) {
                values.put(key.substring(prefix.length() + 1), required(lines, key));
            }
        }
        return Optional.of(values);
    }
}
