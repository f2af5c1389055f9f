// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's JVM holds once its garbage is collected.
 *
 * @param bundleLoaders class loaders of bundles, those of former versions included that something still holds
 */
record JvmFigures(long heapKib, long classes, long bundleLoaders) {

    private static final String LOADER = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";

    static JvmFigures of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run"); // what the first one queued for cleaning
        String histogram = jcmd(pid, "GC.class_histogram");
        String heap = jcmd(pid, "GC.heap_info");
        // used 61234K; the first one is the heap's
        return new JvmFigures(
                number("used (\\d+)K", heap, true),
                number("(?m)^Total = \\d+ +(\\d+)", jcmd(pid, "VM.classloader_stats"), true),
                number("(?m)^ *\\d+: +(\\d+) .*" + Pattern.quote(LOADER) + "\\b", histogram, false));
    }

    private static long number(String pattern, String text, boolean required) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (found.find()) {
            return Long.parseLong(found.group(1));
        }
        if (required) {
            throw new IOException("jcmd did not print " + pattern + ": " + text);
        }
        return 0;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + printed);
        }
        return printed;
    }
}
