// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The copies that Config Admin keeps of what File Install read from {@code config/}.
 *
 * <p>File Install notices that a file is gone only while it runs. Without this, what an operator has switched off by
 * removing its file while the server was down, such as anonymous access, would be on again at the next start.
 */
final class StoredConfiguration {

    /** As Config Admin writes it, with {@code \} before what is special to it. */
    private static final Pattern ORIGIN = Pattern.compile("(?m)^felix\\.fileinstall\\.filename=\"(file:.*)\"");

    private final Installation installation;

    StoredConfiguration(Installation installation) {
        this.installation = installation;
    }

    /** Removes the copies of files that are no longer there. To be called before any bundle starts. */
    void forgetRemovedFiles() throws IOException {
        Path folder = installation.home().resolve("data/config");
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> copies =
                    tree.filter(file -> file.toString().endsWith(".config")).toList();
            for (Path copy : copies) {
                Matcher origin = ORIGIN.matcher(Files.readString(copy));
                if (origin.find() && isGone(origin.group(1).replaceAll("\\\\(.)", "$1"))) {
                    Files.delete(copy);
                }
            }
        }
    }

    /** A file of another home, from which data/ was copied, does not count either. */
    private boolean isGone(String origin) {
        Path file = Path.of(URI.create(origin));
        return Files.notExists(file) || !file.startsWith(installation.config());
    }
}
