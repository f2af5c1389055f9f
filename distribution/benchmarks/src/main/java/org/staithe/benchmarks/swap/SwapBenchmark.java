// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Swaps every kind of plugin of a running server while clients use it. */
public final class SwapBenchmark {

    /** Every tenth client stays on the second listener, whose port moves. */
    private static final int STAYS = 10;

    /** Measured for so long before the first swap, the server has filled what it remembers. */
    private static final int SETTLING_SECONDS = 300;

    /** What the largest file takes a slow client. */
    private static final int SLOW_SECONDS = 4;

    private final SwapOptions options;
    private final Consumer<String> out;
    private final Tally tally = new Tally();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
    private int swaps;

    public SwapBenchmark(SwapOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    /** Runs, prints a figure a line, and leaves nothing behind unless something failed. */
    public SwapResult run() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("staithe-swap-");
        SwapResult result;
        try (ServerProcess server =
                        new ServerProcess(options.installation(), home, Math.max(1, options.kib() / SLOW_SECONDS));
                Swapper swapper = new Swapper(server)) {
            result = underLoad(server, swapper);
        }
        result.lines().forEach(out);
        if (result.isClean()) {
            delete(home);
        } else {
            out.accept("the server's files are in " + home);
        }
        return result;
    }

    private SwapResult underLoad(ServerProcess server, Swapper swapper) throws IOException, InterruptedException {
        List<Kind> kinds =
                Kind.all(server.second().getPort(), ServerProcess.free().getPort());
        List<Visitor> visitors = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.clients(); i++) {
            boolean stays = i % STAYS == STAYS - 1;
            boolean secure = options.tls() && i % 2 == 0;
            String user = i < options.slow() ? ServerProcess.SLOW_CLIENT : ServerProcess.CLIENT;
            Visitor visitor = new Visitor(
                    i, stays ? server::second : server::address, !stays, user, secure, options, tally, gate.readLock());
            visitors.add(visitor);
            threads.add(new Thread(null, visitor, "client-" + i, 256 * 1024));
        }
        threads.forEach(Thread::start);
        try {
            TimeUnit.MILLISECONDS.sleep(warmUp().toMillis());
            // Each way once, so that what is loaded lazily is loaded before the first look at the heap.
            tally.swapping("warm-up");
            for (Kind kind : kinds) {
                for (Kind.Way way : kind.ways()) {
                    swap(swapper, kind, way);
                }
            }
            tally.swapping("");
            tally.measure();
            TimeUnit.SECONDS.sleep(options.seconds());
            JvmFigures before = figures(server);
            swaps = 0;
            for (int round = 0; round < options.rounds(); round++) {
                for (Kind kind : kinds) {
                    swap(swapper, kind, kind.ways().get(round % kind.ways().size()));
                }
            }
            return new SwapResult(tally, swaps, before, figures(server), options.seconds() >= SETTLING_SECONDS);
        } finally {
            visitors.forEach(Visitor::stop);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private Duration warmUp() {
        return Duration.ofMillis(options.think() * 6L);
    }

    private void swap(Swapper swapper, Kind kind, Kind.Way way) throws InterruptedException {
        String what = kind.what() + " by " + way;
        tally.swapping(what);
        long began = System.nanoTime();
        try {
            swapper.swap(kind, way);
            swaps++;
        } catch (IOException e) {
            tally.failedSwap(what, e);
        }
        out.accept("# " + what + " took " + Pauses.millis(System.nanoTime() - began) + " ms");
    }

    /** Taken while every session is open and none does anything. */
    private JvmFigures figures(ServerProcess server) throws IOException, InterruptedException {
        gate.writeLock().lock();
        try {
            return JvmFigures.settled(server.pid());
        } finally {
            gate.writeLock().unlock();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
