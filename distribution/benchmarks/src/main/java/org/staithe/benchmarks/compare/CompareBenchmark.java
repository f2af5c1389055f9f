// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.staithe.benchmarks.compare.Figures.Measure;

/**
 * Gives several servers the same work by turns.
 *
 * <p>All run all the time, so that what disturbs the machine disturbs them alike; only one has work at a time.
 */
public final class CompareBenchmark {

    private static final int FIRST_PORT = 20_100;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration WARM_UP_IN_TLS = Duration.ofSeconds(300);
    private static final Duration NO_FASTER = Duration.ofSeconds(12);
    private static final Duration NO_FASTER_IN_TLS = Duration.ofSeconds(60);
    private static final double STILL_FASTER = 0.97;
    private static final int IDLE_THREADS_SECONDS = 12; // more than servers keep threads that have nothing to do

    private final CompareOptions options;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();

    /**
     * Makes one.
     *
     * @param progress is told what is being done
     */
    public CompareBenchmark(CompareOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs everything; returns the report in Markdown. */
    public String run() throws Exception {
        List<Server> servers = new ArrayList<>();
        try (TestData data = new TestData(options.setting().load(), options.workloads(), options.quickly())) {
            try {
                startAll(servers, data);
                for (Workload workload : options.workloads()) {
                    if (workload.unit() != Workload.Unit.START) {
                        compare(workload, servers);
                    }
                }
            } finally {
                servers.forEach(Server::close);
            }
        }
        if (!options.json().isEmpty()) {
            Files.writeString(Path.of(options.json()), new JsonReport(options, figures).text());
        }
        return new MarkdownReport(options, figures).text();
    }

    private void startAll(List<Server> servers, TestData data) throws IOException, InterruptedException {
        for (String name : options.servers()) {
            start(name, FIRST_PORT + servers.size(), servers, data);
        }
    }

    private void start(String name, int port, List<Server> servers, TestData data)
            throws IOException, InterruptedException {
        try {
            boolean measured = options.workloads().stream().anyMatch(w -> w.unit() == Workload.Unit.START);
            for (int round = 1; measured && round < options.rounds(); round++) {
                try (Server once = Server.start(name, port, data, options.setting())) {
                    started(once);
                }
            }
            Server server = Server.start(name, port, data, options.setting());
            servers.add(server);
            started(server);
        } catch (IOException e) {
            // The others are compared all the same.
            progress.accept(String.valueOf(e.getMessage()));
            options.workloads().forEach(w -> figures.failed(w.name(), name, "it did not start"));
        }
    }

    private void started(Server server) {
        progress.accept("%s is up after %.0f ms".formatted(server.name(), server.startMillis()));
        figures.add("start", server.name(), Map.of(Measure.COST, server.startMillis()));
    }

    private void compare(Workload workload, List<Server> servers) throws InterruptedException {
        for (Server server : servers) {
            attempt(workload, server, () -> warmUp(workload, server));
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Server server : servers) {
                attempt(
                        workload,
                        server,
                        () -> figures.add(
                                workload.name(),
                                server.name(),
                                measuring(workload, server).measure()));
            }
        }
        progress.accept(MarkdownReport.line(workload, options.servers(), figures));
    }

    /** With every byte compared; what is compiled while it runs gets the time for that. */
    private void warmUp(Workload workload, Server server) throws IOException, InterruptedException {
        if (workload.unit() != Workload.Unit.SESSION) {
            measuring(workload, server).check();
        }
        if (!server.warmsUp()) {
            return;
        }
        if (options.quickly()) {
            measuring(workload, server).measure();
        } else if (workload.unit() == Workload.Unit.SESSION) {
            measuring(workload, server).measure();
            TimeUnit.SECONDS.sleep(IDLE_THREADS_SECONDS);
        } else {
            measureUntilSteady(workload, server);
        }
    }

    /**
     * A server in Java gets faster for a minute and more under full load, with handshakes for several, and is measured
     * when it does not any more.
     */
    private void measureUntilSteady(Workload workload, Server server) throws IOException, InterruptedException {
        Workload warming = workload.warming();
        long noFaster = (workload.inTls() ? NO_FASTER_IN_TLS : NO_FASTER).toNanos();
        long now = System.nanoTime();
        long end = now + (workload.inTls() ? WARM_UP_IN_TLS : WARM_UP).toNanos();
        long steady = now + noFaster;
        double best = Double.MAX_VALUE;
        for (; now < Math.min(steady, end); now = System.nanoTime()) {
            double cost =
                    Objects.requireNonNull(measuring(warming, server).measure().get(Measure.COST));
            if (cost < best * STILL_FASTER) {
                best = cost;
                steady = System.nanoTime() + noFaster;
            }
        }
    }

    private Measuring measuring(Workload workload, Server server) {
        return new Measuring(options.setting(), server, workload, options.quickly());
    }

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    private void attempt(Workload workload, Server server, Attempt attempt) throws InterruptedException {
        if (figures.failed(workload.name(), server.name())) {
            return;
        }
        try {
            attempt.run();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            progress.accept("%s: %s %s".formatted(workload.name(), server.name(), why));
            figures.failed(workload.name(), server.name(), why);
        }
    }
}
