// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.staithe.config.metatype.Description;
import org.staithe.config.metatype.ListenerPorts;

/**
 * {@code staithe check}: says what is wrong in a configuration folder, and starts nothing.
 *
 * <p>Each file is held against what the bundles say about their keys: which there are, their types, bounds and choices.
 * Users files are read by the bundle that serves them.
 */
final class CheckCommand {

    private static final String USERS_PID = "org.staithe.auth.file";

    private final Installation installation;
    private final Path folder;

    CheckCommand(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    static CheckCommand of(List<String> arguments) throws Failure {
        if (arguments.size() > 1 || arguments.stream().anyMatch(argument -> argument.startsWith("-"))) {
            throw Options.usage("check takes one folder, or none for this installation's config");
        }
        Path folder = arguments.isEmpty()
                ? Installation.installed().resolve("config")
                : Path.of(arguments.get(0)).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new Failure(Failure.Kind.MISSING, folder + " is not a folder");
        }
        // A configuration belongs to the home that it lies in.
        Path home = folder.getParent();
        return new CheckCommand(new Installation(Installation.installed(), home == null ? folder : home), folder);
    }

    /** The exit code: 1 when something is wrong. */
    int execute() throws IOException, InterruptedException {
        List<String> findings = findings();
        findings.forEach(System.out::println);
        if (findings.isEmpty()) {
            System.out.println(folder + ": nothing wrong");
        }
        return findings.isEmpty() ? 0 : 1;
    }

    List<String> findings() throws IOException, InterruptedException {
        Metatype metatype = new Metatype();
        metatype.read(installation.bundles());
        metatype.read(installation.home().resolve("plugins"));
        Placeholders placeholders = new Placeholders(installation);
        List<String> findings = new ArrayList<>();
        Map<String, ConfigurationFile> files = new TreeMap<>();
        for (Path path : files()) {
            ConfigurationFile file = new ConfigurationFile(path);
            files.put(String.valueOf(path.getFileName()).replaceFirst("\\.cfg$", ""), file);
            findings.addAll(check(path, file, metatype, placeholders));
        }
        findings.addAll(betweenFiles(files));
        return findings;
    }

    private static List<String> betweenFiles(Map<String, ConfigurationFile> files) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        files.forEach((name, file) -> all.put(name, file.values()));
        List<String> findings = new ArrayList<>();
        files.forEach((name, file) ->
                ListenerPorts.findings(name, file.values(), all).forEach(finding -> findings.add(file.text(finding))));
        return findings;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cfg"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> check(Path path, ConfigurationFile file, Metatype metatype, Placeholders placeholders)
            throws IOException, InterruptedException {
        Description description = metatype.byPid().get(file.pid());
        if (description != null) {
            file.check(description, placeholders);
        } else if (file.pid().startsWith("org.staithe.")) {
            file.findings().add(path + ": no bundle of this installation is configured by " + file.pid());
        } else {
            System.out.println(path + ": not checked, its bundle does not describe its keys");
        }
        if (file.pid().equals(USERS_PID) && file.findings().isEmpty()) {
            String users = placeholders.fill(file.values().getOrDefault("users", ""));
            UserCommand.check(installation, Path.of(users)).ifPresent(file.findings()::add);
        }
        return file.findings();
    }
}
