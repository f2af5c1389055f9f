// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.hash.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration, checked.
 *
 * @param algorithms those that are offered; the first is the default
 */
record HashSettings(int atOnce, List<Algorithm> algorithms) {

    private static final int MOST_AT_ONCE = 1024;

    /**
     * Reads the whole configuration.
     *
     * @throws IllegalArgumentException with the key, its value and what is allowed
     */
    static HashSettings of(HashRegistration.Config config) {
        return new HashSettings(
                atOnce(config.hashes_at_once()),
                Arrays.stream(config.algorithms().split(","))
                        .map(HashSettings::algorithm)
                        .distinct()
                        .toList());
    }

    private static int atOnce(int value) {
        if (value < 0 || value > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "hashes.at.once = " + value + ": write a number from 0 (as many as cores) to " + MOST_AT_ONCE);
        }
        return value == 0 ? Runtime.getRuntime().availableProcessors() : value;
    }

    private static Algorithm algorithm(String written) {
        String name = written.strip();
        return Arrays.stream(Algorithm.values())
                .filter(one -> one.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("algorithms = '" + name + "': write some of "
                        + Arrays.stream(Algorithm.values())
                                .map(Algorithm::label)
                                .collect(Collectors.joining(", "))));
    }
}
