// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a path costs that a client types. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PathnameBench {

    private Pathname here = Pathname.of("/incoming/2026/october");
    private String name = "report-000123.csv";
    private String absolute = "/incoming/2026/october/report-000123.csv";
    private String roundabout = "../november/./../october//report-000123.csv";

    @Benchmark
    public Pathname nameInThisDirectory() {
        return here.resolve(name);
    }

    @Benchmark
    public Pathname absolutePath() {
        return here.resolve(absolute);
    }

    @Benchmark
    public Pathname roundaboutPath() {
        return here.resolve(roundabout);
    }

    @Benchmark
    public String written() {
        return here.toString();
    }
}
