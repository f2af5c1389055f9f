// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.staithe.benchmarks.swap.SwapBenchmark;
import org.staithe.benchmarks.swap.SwapOptions;

/** What {@code run} starts. Exit codes: 0 all is well, 1 something was lost, 2 wrong usage. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        if (words.isEmpty() || !words.get(0).equals("swap") || words.contains("--help")) {
            System.out.print(SwapOptions.USAGE);
            System.exit(words.contains("--help") ? 0 : 2);
        }
        SwapOptions options;
        try {
            options = SwapOptions.of(words.subList(1, words.size()));
        } catch (IllegalArgumentException wrong) {
            System.err.println("run: " + wrong.getMessage() + "; run swap --help says what is allowed");
            System.exit(2);
            return;
        }
        System.exit(new SwapBenchmark(options, System.out::println).run().isClean() ? 0 : 1);
    }
}
