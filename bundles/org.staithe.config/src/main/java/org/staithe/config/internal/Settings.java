// SPDX-License-Identifier: Apache-2.0
package org.staithe.config.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.Problem;
import org.staithe.config.RefusedChangeException;
import org.staithe.config.metatype.Values;

/** The configuration in Config Admin and its files, as texts: what File Install would read and store. */
final class Settings {

    static final String FILE = "felix.fileinstall.filename";

    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    private final ConfigurationAdmin configurations;
    private final Optional<Path> home;

    Settings(ConfigurationAdmin configurations, Optional<Path> home) {
        this.configurations = configurations;
        this.home = home;
    }

    /** By PID. */
    Map<String, Map<String, String>> all() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        Pids.list(configurations).forEach(found -> all.put(found.getPid(), texts(found)));
        return all;
    }

    Optional<Map<String, String>> values(String pid) {
        return find(pid).map(Settings::texts);
    }

    /** Where it comes from, as File Install writes it; empty if from no file. */
    String file(String pid) {
        return find(pid)
                .map(Configuration::getProperties)
                .map(properties -> properties.get(FILE))
                .map(Object::toString)
                .orElse("");
    }

    /** With the secrets that are in use where values hold their mask. */
    Map<String, String> unmasked(String pid, Map<String, ?> values) throws RefusedChangeException {
        Map<String, String> present = values(pid).orElse(Map.of());
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            String text = Values.text(entry.getValue());
            String inUse = present.get(entry.getKey());
            if (!text.equals(ConfigurationJournal.MASK)) {
                texts.put(entry.getKey(), text);
            } else if (inUse != null) {
                texts.put(entry.getKey(), inUse);
            } else {
                throw new RefusedChangeException(
                        List.of(new Problem(entry.getKey(), "is a secret that is not kept here: give it anew")));
            }
        }
        return texts;
    }

    /** Stores it as File Install would, which then finds nothing to do. */
    void store(String pid, Map<String, String> values, String formerFile) throws IOException {
        Optional<Configuration> present = find(pid);
        String file = present.isPresent() ? file(pid) : formerFile.isEmpty() ? newFile(pid) : formerFile;
        Dictionary<String, Object> stored = new Hashtable<>(values);
        if (!file.isEmpty()) {
            stored.put(FILE, file);
        }
        (present.isPresent() ? present.get() : create(pid)).update(stored);
    }

    void delete(String pid) throws IOException {
        Optional<Configuration> present = find(pid);
        if (present.isPresent()) {
            present.get().delete();
        }
    }

    /** Makes the file say what is configured. Returns why that is not possible, as another sentence. */
    String writeFile(String file, Optional<Map<String, String>> before, Optional<Map<String, String>> after) {
        Path path;
        try {
            path = Path.of(URI.create(file)).normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return " No file is written: " + file + " is none.";
        }
        // Whoever stores a configuration says which file it is from, and must not have others written.
        if (home.map(folder -> folder.resolve("config").toAbsolutePath().normalize())
                .filter(path::startsWith)
                .isEmpty()) {
            return " " + path + " is not written: it is not in config/; this lasts until the next start.";
        }
        try {
            if (!path.toString().endsWith(".cfg")) {
                return " " + path + " is not written: it is no .cfg file; this lasts until the next start.";
            }
            if (after.isEmpty()) {
                Files.deleteIfExists(path);
                return "";
            }
            boolean there = Files.exists(path);
            ConfigurationText text = new ConfigurationText(there ? Files.readString(path) : "");
            text.change(there ? before.orElse(Map.of()) : Map.of(), after.get());
            Replacement.write(path, text.toString());
            return "";
        } catch (IOException e) {
            log.warn("{} cannot be written ({}); the change lasts until the next start", path, e.getMessage());
            return " " + path + " cannot be written: this lasts until the next start.";
        }
    }

    private String newFile(String pid) {
        return home.map(folder -> folder.resolve("config/" + pid.replaceFirst("~", "-") + ".cfg"))
                .map(path -> path.toUri().toString())
                .orElse("");
    }

    private Configuration create(String pid) throws IOException {
        String[] kindAndName = pid.split("~", 2);
        return kindAndName.length == 2
                ? configurations.getFactoryConfiguration(kindAndName[0], kindAndName[1], "?")
                : configurations.getConfiguration(pid, "?");
    }

    private Optional<Configuration> find(String pid) {
        return Pids.list(configurations).stream()
                .filter(found -> found.getPid().equals(pid))
                .findFirst();
    }

    private static Map<String, String> texts(Configuration configuration) {
        Map<String, String> texts = new TreeMap<>();
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties != null) {
            Pids.map(properties).forEach((key, value) -> {
                if (!Pids.isOfFramework(key)) {
                    texts.put(key, Values.text(value));
                }
            });
        }
        return texts;
    }
}
