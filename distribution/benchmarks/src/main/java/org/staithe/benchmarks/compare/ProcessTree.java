// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and all that it has started use, as Linux tells it in {@code /proc}.
 *
 * <p>A process that has ended is in the figures of its parent, which has waited for it.
 */
record ProcessTree(ProcessHandle root) {

    /** Linux counts the time of processes in hundredths of a second, whatever its own clock does. */
    private static final double TICKS = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;
    private static final int THREADS = 17;

    private static final int KERNEL_STACK_KIB = 16;
    private static final int TASK_KIB = 10;

    /**
     * Memory in KiB.
     *
     * @param pss what the processes hold; shared pages are divided among those that share them
     * @param kernel an estimate of what the system holds for them: page tables, and for each thread a stack and a task.
     *     Sockets cost every server the same and are left out.
     */
    record Memory(long pss, long kernel) {
        double total() {
            return (double) pss + kernel;
        }
    }

    /** Seconds of processor time until now, in user and system mode. */
    double cpu() throws IOException {
        double seconds = 0;
        for (Path process : processes()) {
            String stat = read(process.resolve("stat"));
            // The name of the program comes second, in brackets, and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            if (fields.length > THREADS) {
                double own = ticks(fields, UTIME) + ticks(fields, STIME);
                seconds += fields[THREADS].equals("1") ? exact(process, own) : own;
                seconds += ticks(fields, CUTIME) + ticks(fields, CSTIME);
            }
        }
        return seconds;
    }

    private static double ticks(String[] fields, int field) {
        return Long.parseLong(fields[field]) / TICKS;
    }

    /** A hundred processes that took nine milliseconds each would count as nothing otherwise. */
    private static double exact(Path process, double otherwise) throws IOException {
        String nanos = read(process.resolve("schedstat")).strip().split(" ")[0];
        return nanos.isEmpty() ? otherwise : Long.parseLong(nanos) / 1e9;
    }

    Memory memory() throws IOException {
        long pss = 0;
        long kernel = 0;
        for (Path process : processes()) {
            pss += kib(read(process.resolve("smaps_rollup")), "Pss:");
            String status = read(process.resolve("status"));
            kernel += kib(status, "VmPTE:") + kib(status, "Threads:") * (KERNEL_STACK_KIB + TASK_KIB);
        }
        return new Memory(pss, kernel);
    }

    private List<Path> processes() {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .toList();
    }

    private static long kib(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(0);
    }

    /** Empty if the process has ended meanwhile. */
    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
