// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run consists of.
 *
 * @param rounds how often each kind of plugin is swapped
 * @param seconds how long clients are measured before the first swap
 * @param think milliseconds that a client rests between two operations, on average
 * @param kib the size of the largest file
 * @param slow how many of the clients are slow: the largest file takes them some seconds
 */
public record SwapOptions(
        Path installation, int clients, int rounds, int seconds, int think, int kib, int slow, boolean tls) {

    public static final String USAGE = """
            run swap [options]
                Starts a server, lets clients log in, upload, download and list, swaps every
                kind of plugin under them, and prints a figure a line.
                --clients N     clients at the same time; without: 50
                --rounds M      how often each kind of plugin is swapped; without: 5
                --seconds S     of measuring before the first swap; without: 5. To compare the heap
                                before and after, let the server first fill what it remembers of
                                sessions and transfers: 10,000 transfers. From 300 on, more than
                                a tenth of growth is a failure
                --think MS      that a client rests between operations, on average; without: 500
                --kib K         size of the largest file; without: 256
                --slow N        how many of the clients are slow, so that transfers last for
                                seconds and swaps come in the middle of them; without: 0
                --tls           half of the clients protect control and data connections

            A pause is what an operation (a login, a whole transfer, a small command) took
            beyond the median of its kind before the first swap.

            Exit codes: 0 nothing failed; 1 something did; 2 wrong usage; 3 not built.
            """;

    /** Reads the words behind {@code run swap}. */
    public static SwapOptions of(List<String> words) {
        Path installation = Path.of(System.getProperty("staithe.installation", "distribution/target/staithe"))
                .toAbsolutePath()
                .normalize();
        if (Files.notExists(installation.resolve("bin/staithe"))) {
            throw new IllegalArgumentException("there is no server in " + installation + ", build the project first");
        }
        SwapOptions options = new SwapOptions(installation, 50, 5, 5, 500, 256, 0, false);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--tls")) {
                options = options.withTls();
            } else if (i + 1 < words.size()) {
                options = options.with(word, words.get(++i));
            } else {
                throw new IllegalArgumentException(word + " is not an option, or lacks its value");
            }
        }
        return options;
    }

    private SwapOptions withTls() {
        return new SwapOptions(installation, clients, rounds, seconds, think, kib, slow, true);
    }

    private SwapOptions with(String option, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(option + " " + value + ": must be a number from 1 to 999999");
        }
        int number = Integer.parseInt(value);
        return switch (option) {
            case "--clients" -> new SwapOptions(installation, number, rounds, seconds, think, kib, slow, tls);
            case "--rounds" -> new SwapOptions(installation, clients, number, seconds, think, kib, slow, tls);
            case "--seconds" -> new SwapOptions(installation, clients, rounds, number, think, kib, slow, tls);
            case "--think" -> new SwapOptions(installation, clients, rounds, seconds, number, kib, slow, tls);
            case "--kib" -> new SwapOptions(installation, clients, rounds, seconds, think, number, slow, tls);
            case "--slow" -> new SwapOptions(installation, clients, rounds, seconds, think, kib, number, tls);
            default -> throw new IllegalArgumentException(option + " is not an option");
        };
    }
}
