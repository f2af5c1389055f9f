// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.infra.Blackhole;

/** What a command line costs until it is a string. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineDecoderBench {

    private final LineDecoder decoder = new LineDecoder();
    private final ByteBuffer whole = bytes("RETR incoming/2026/report-000123.csv\r\n");
    private final ByteBuffer foreign = bytes("RETR Berichte/Übersicht Größe 10 €.csv\r\n");
    private final ByteBuffer interrupted = ByteBuffer.wrap(
            new byte[] {(byte) 255, (byte) 244, (byte) 255, (byte) 242, 'A', 'B', 'O', 'R', '\r', '\n'});

    private static ByteBuffer bytes(String line) {
        return ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    }

    /** All of the line in one read: nearly every line there is. */
    @Benchmark
    public void wholeLine(Blackhole hole) {
        decode(whole.rewind(), hole);
    }

    @Benchmark
    public void lineBeyondAscii(Blackhole hole) {
        decode(foreign.rewind(), hole);
    }

    /** A line that comes in two reads. */
    @Benchmark
    public void splitLine(Blackhole hole) {
        int end = whole.capacity();
        decode(whole.rewind().limit(9), hole);
        decode(whole.limit(end), hole);
    }

    /** {@code ABOR} behind Telnet's Interrupt Process and Synch. */
    @Benchmark
    public void telnetInterrupt(Blackhole hole) {
        decode(interrupted.rewind(), hole);
    }

    private void decode(ByteBuffer bytes, Blackhole hole) {
        boolean more = decoder.decode(bytes, new LineDecoder.Lines() {
            @Override
            public void line(String line) {
                hole.consume(line);
            }

            @Override
            public void malformed(ControlEvents.Fault fault) {
                throw new IllegalStateException(fault.toString());
            }
        });
        hole.consume(more);
    }
}
