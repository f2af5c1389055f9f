// SPDX-License-Identifier: Apache-2.0
package org.staithe.commands.files.internal;

import java.time.Instant;
import java.util.EnumSet;
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
import org.staithe.auth.Permission;
import org.staithe.filesystem.FileStat;

/** What one line of a listing costs; a directory of 100,000 has so many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ListingBench {

    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    private final UnixLine unix = new UnixLine(NOW);
    private final FactLine facts = new FactLine(EnumSet.allOf(Fact.class));
    private final Rights rights = new Rights(EnumSet.allOf(Permission.class), false);
    private FileStat file = FileStat.file("report-000123.csv", 123_456, NOW.minusSeconds(100_000))
            .created(NOW.minusSeconds(200_000))
            .owner("www-data", "www-data")
            .mode(0644)
            .unique("fd00g1a2b3c")
            .build();

    @Benchmark
    public String list() {
        return unix.of(file, file.name());
    }

    @Benchmark
    public String mlsd() {
        return facts.of(file, "dir", rights, file.name());
    }
}
