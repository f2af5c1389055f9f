// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run was on. */
record Machine(Setting setting) {

    String line() {
        return "%s, %d processors, Linux %s, %s"
                .formatted(
                        first(Path.of("/proc/cpuinfo"), "(?m)^model name\\s*: (.*)$"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version"),
                        jdk());
    }

    private String jdk() {
        Path release = setting.jdk().resolve("release");
        return "Java " + first(release, "(?m)^JAVA_RUNTIME_VERSION=\"(.*)\"$") + " ("
                + first(release, "(?m)^IMPLEMENTOR=\"(.*)\"$") + ")";
    }

    private static String first(Path file, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(file, StandardCharsets.UTF_8));
            return found.find() ? found.group(1) : "unknown";
        } catch (IOException notThere) {
            return "unknown";
        }
    }
}
