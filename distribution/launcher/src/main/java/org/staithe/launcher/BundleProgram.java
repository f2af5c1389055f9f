// SPDX-License-Identifier: Apache-2.0
package org.staithe.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of a bundle as a process of its own: nothing is started here that has the bundle's classes. */
final class BundleProgram implements Program {

    private final Path install;
    private final String main;

    BundleProgram(Path install, String main) {
        this.install = install;
        this.main = main;
    }

    /** On this terminal; returns its exit code. */
    int onTerminal(List<String> arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(command(arguments)).inheritIO().start().waitFor();
    }

    @Override
    public Said run(String input, List<String> arguments) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output.strip());
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for a second.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                install.resolve("bundles") + "/*",
                main));
        command.addAll(arguments);
        return command;
    }
}
