// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.staithe.benchmarks.swap.SwapBenchmark;
import org.staithe.benchmarks.swap.SwapOptions;
import org.staithe.benchmarks.swap.SwapResult;

/** The short form of {@code run swap}. */
class SwapIT {

    private static SwapResult run(String... words) throws Exception {
        return new SwapBenchmark(SwapOptions.of(List.of(words)), System.out::println).run();
    }

    @Test
    void nothingIsLostWhileEveryKindOfPluginIsSwapped() throws Exception {
        SwapResult result = run("--clients", "50", "--rounds", "5", "--seconds", "3", "--tls");
        assertThat(result.failures()).isEmpty();
        assertThat(result.wrongBytes()).isZero();
        assertThat(result.lostSessions()).isZero();
        assertThat(result.formerVersions()).isZero();
        assertThat(result.heldBundles()).isZero();
        assertThat(result.transfers()).isGreaterThan(100);
    }

    @Test
    void transfersThatLastForSecondsAreWaitedFor() throws Exception {
        SwapResult result = run("--clients", "12", "--slow", "4", "--rounds", "1", "--seconds", "3");
        assertThat(result.failures()).isEmpty();
        assertThat(result.wrongBytes()).isZero();
        assertThat(result.lostSessions()).isZero();
    }
}
