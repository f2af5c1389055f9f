// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.staithe.benchmarks.compare.CompareBenchmark;
import org.staithe.benchmarks.compare.CompareOptions;
import org.staithe.benchmarks.swap.SwapBenchmark;
import org.staithe.benchmarks.swap.SwapOptions;

/** What {@code run} starts. Exit codes: 0 all is well, 1 something was lost, 2 wrong usage. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help")) {
            System.out.print(CompareOptions.USAGE + SwapOptions.USAGE);
            return;
        }
        try {
            System.exit(run(words));
        } catch (IllegalArgumentException wrong) {
            System.err.println("run: " + wrong.getMessage() + "; run --help says what is allowed");
            System.exit(2);
        }
    }

    private static int run(List<String> words) throws Exception {
        if (!words.isEmpty() && words.get(0).equals("swap")) {
            SwapOptions options = SwapOptions.of(words.subList(1, words.size()));
            return new SwapBenchmark(options, System.out::println).run().isClean() ? 0 : 1;
        }
        CompareOptions options = CompareOptions.of(words);
        System.out.print(new CompareBenchmark(options, System.err::println).run());
        return 0;
    }
}
