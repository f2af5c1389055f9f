// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The home of a trial: the shipped configuration, changed where the options of the trial say so. */
final class TrialHome {

    /** Says that a folder was made by a trial, and may be used by another. */
    private static final String MARK = "made-by-trial";

    private final Installation installation;

    TrialHome(Installation installation) {
        this.installation = installation;
    }

    void write(TrialOptions options, int port, Path root) throws Failure, IOException {
        Path mark = installation.home().resolve(MARK);
        if (Files.exists(installation.config()) && Files.notExists(mark)) {
            throw new Failure(
                    Failure.Kind.MISSING,
                    installation.home() + " is the home of a server. Start it with: staithe run --home "
                            + installation.home());
        }
        if (Files.notExists(mark) && !isFree(installation.home())) {
            throw new Failure(
                    Failure.Kind.MISSING,
                    "--home " + installation.home() + " holds other files; name a folder that is empty or new");
        }
        installation.prepare();
        Files.writeString(mark, "staithe trial may change the configuration here.\n");
        set(
                "org.staithe.core.listener-default.cfg",
                "address",
                options.address().getHostAddress());
        set("org.staithe.core.listener-default.cfg", "port", Integer.toString(port));
        set("org.staithe.filesystem.local-default.cfg", "root", root.toString());
        if (options.passive().isPresent()) {
            set(
                    "org.staithe.dataport.passive-default.cfg",
                    "ports",
                    options.passive().get());
        }
        // Two trials at once would want the same port for it.
        set("org.apache.felix.http.cfg", "org.osgi.service.http.port.secure", "0");
        set("org.apache.felix.http.cfg", "org.apache.felix.https.enable", Boolean.toString(options.console()));
    }

    private static boolean isFree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Replaces one value and keeps the comments, so that the files explain themselves. */
    private void set(String file, String key, String value) throws IOException {
        Path path = installation.config().resolve(file);
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(key) + "[ \\t]*=.*$").matcher(Files.readString(path));
        if (!line.find()) {
            throw new IOException(path + " has no key " + key);
        }
        String written = key + " = " + value.replace("\\", "\\\\");
        Files.writeString(path, line.replaceFirst(Matcher.quoteReplacement(written)));
    }

    /** Returns whether it is gone. */
    static boolean delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException failure) {
            System.err.println("staithe: " + folder + " could not be deleted: " + failure.getMessage());
            return false;
        }
    }
}
