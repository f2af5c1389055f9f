// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's JVM holds once its garbage is collected.
 *
 * @param bundleLoaders class loaders of bundles
 * @param formerVersions of those, how many are of a version that has been replaced: something still holds it
 * @param bundles those that are installed, and those that are held though they have gone
 */
record JvmFigures(long heapKib, long classes, long bundleLoaders, long formerVersions, long bundles) {

    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String OURS = "org.staithe.";
    private static final String LOADER = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";

    /**
     * The figures after everything has come to rest: a thread that waits for work may hold what it last called, until it
     * ends after half a minute.
     */
    static JvmFigures settled(long pid) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JvmFigures figures = of(pid);
        while (figures.formerVersions() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(2000); // nothing tells when it is over; each look costs the server two collections
            figures = of(pid);
        }
        return figures;
    }

    static JvmFigures of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        // Collects once more: what the first one queued for cleaning.
        String histogram = jcmd(pid, "GC.class_histogram");
        List<Set<String>> loaders = classesOfBundles(jcmd(pid, "VM.classloaders", "show-classes=true", "fold=false"));
        return new JvmFigures(
                number("used (\\d+)K", jcmd(pid, "GC.heap_info")),
                number("(?m)^Total = \\d+ +(\\d+)", jcmd(pid, "VM.classloader_stats")),
                loaders.size(),
                formerVersions(loaders),
                number(" (\\d+) +\\d+ +org\\.apache\\.felix\\.framework\\.BundleImpl\\s", histogram));
    }

    /** The classes that each class loader of a bundle has loaded, from a tree of all class loaders. */
    private static List<Set<String>> classesOfBundles(String tree) {
        List<Set<String>> all = new ArrayList<>();
        Set<String> current = new HashSet<>();
        for (String line : tree.lines().toList()) {
            if (line.contains("+-- ")) {
                current = new HashSet<>();
                if (line.contains(LOADER)) {
                    all.add(current);
                }
            } else {
                String word = line.substring(line.lastIndexOf(' ') + 1);
                if (word.startsWith(OURS)) {
                    current.add(word);
                }
            }
        }
        return all;
    }

    /** A class that is there several times is of one version that serves and of former ones. */
    private static long formerVersions(List<Set<String>> loaders) {
        Map<String, Integer> copies = new HashMap<>();
        loaders.forEach(classes -> classes.forEach(name -> copies.merge(name, 1, Integer::sum)));
        Map<String, Integer> formerOfBundle = new HashMap<>();
        copies.forEach((name, count) ->
                formerOfBundle.merge(name.substring(0, Math.max(0, name.indexOf(".internal"))), count - 1, Math::max));
        return formerOfBundle.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long number(String pattern, String text) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (found.find()) {
            return Long.parseLong(found.group(1));
        }
        throw new IOException("jcmd did not print " + pattern + ": " + text);
    }

    private static String jcmd(long pid, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + printed);
        }
        return printed;
    }
}
