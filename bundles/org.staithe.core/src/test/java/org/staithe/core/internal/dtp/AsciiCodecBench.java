// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.dtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the line ends of the type ASCII cost, for 256 KiB of text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsciiCodecBench {

    private static final int SIZE = 256 * 1024;

    /** Characters in each line, without its end. */
    @Param({"8", "72"})
    public int line;

    private final AsciiCodec codec = new AsciiCodec();
    private final ByteBuffer file = ByteBuffer.allocateDirect(SIZE);
    private final ByteBuffer wire = ByteBuffer.allocateDirect(2 * SIZE);
    private final ByteBuffer received = ByteBuffer.allocateDirect(2 * SIZE);

    @Setup
    public void fill() {
        byte[] one = ("x".repeat(line) + "\n").getBytes(StandardCharsets.US_ASCII);
        while (file.remaining() >= one.length) {
            file.put(one);
        }
        file.flip();
        codec.encode(file.duplicate(), wire);
        wire.flip();
    }

    @Benchmark
    public ByteBuffer encode() {
        ByteBuffer to = received.clear();
        codec.encode(file.duplicate(), to);
        return to;
    }

    /** In place, so what is decoded is copied first; the copy is a small part of it. */
    @Benchmark
    public ByteBuffer decode() {
        ByteBuffer text = received.clear();
        codec.begin(text);
        text.put(wire.duplicate()).flip();
        codec.decode(text, true);
        return text;
    }
}
