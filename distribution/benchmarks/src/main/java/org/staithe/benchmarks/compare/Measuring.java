// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.staithe.benchmarks.compare.Figures.Measure;

/** One workload on one server, once. */
final class Measuring {

    private static final double GIB = 1024.0 * 1024 * 1024;

    private final Setting setting;
    private final Server server;
    private final Workload workload;
    private final List<String> words;

    Measuring(Setting setting, Server server, Workload workload, boolean quickly) {
        this.setting = setting;
        this.server = server;
        this.workload = workload;
        this.words = new ArrayList<>(workload.words(quickly));
        words.addAll(1, server.login());
        // What one server leaves behind after a failure must not be in the way of the next.
        words.replaceAll(word -> word.equals("path=up/load") ? "path=up/" + server.name() : word);
    }

    /** Does it unmeasured, with every byte compared. */
    void check() throws IOException, InterruptedException {
        List<String> checked = new ArrayList<>(words);
        checked.add("check=1");
        try (Load load = new Load(setting.load(), checked)) {
            load.work();
            load.finish();
        }
    }

    Map<Measure, Double> measure() throws IOException, InterruptedException {
        return workload.unit() == Workload.Unit.SESSION ? measureSessions() : measureWork();
    }

    private Map<Measure, Double> measureWork() throws IOException, InterruptedException {
        try (Load load = new Load(setting.load(), words)) {
            double before = server.processes().cpu();
            Map<String, Double> told = load.work();
            double cpu = server.processes().cpu() - before;
            load.finish();
            boolean bulk = workload.unit() == Workload.Unit.GIB;
            double amount = bulk ? told.getOrDefault("bytes", 0.0) / GIB : told.getOrDefault("operations", 0.0);
            Map<Measure, Double> measured = common(told);
            measured.put(Measure.COST, cpu / amount * workload.unit().scale);
            measured.put(Measure.RATE, amount / told.getOrDefault("wall", 1.0));
            measured.put(Measure.CLIENT, told.getOrDefault("client", 0.0) / amount * workload.unit().scale);
            double handshakes = told.getOrDefault("handshakes", 0.0);
            if (handshakes > 0) {
                measured.put(Measure.RESUMED, told.getOrDefault("resumed", 0.0) / handshakes);
            }
            return measured;
        }
    }

    private Map<Measure, Double> measureSessions() throws IOException, InterruptedException {
        server.settle(setting);
        double before = server.processes().memory().total();
        try (Load load = new Load(setting.load(), words)) {
            boolean slow = words.get(0).equals("slow");
            double during = slow ? 0 : settledMemory();
            double cpu = server.processes().cpu();
            Map<String, Double> told = load.work();
            cpu = server.processes().cpu() - cpu;
            if (slow) {
                // The transfers go on while this is read.
                during = settledMemory();
            }
            Map<Measure, Double> measured = common(told);
            measured.put(Measure.COST, (during - before) / Double.parseDouble(Workload.value(words, "connections=")));
            if (told.containsKey("least")) {
                measured.put(Measure.LEAST, told.get("least"));
                measured.put(Measure.RATE, told.getOrDefault("bytes", 0.0) / GIB / cpu);
            }
            load.finish();
            return measured;
        }
    }

    private double settledMemory() throws IOException, InterruptedException {
        server.settle(setting);
        return server.processes().memory().total();
    }

    private static Map<Measure, Double> common(Map<String, Double> told) {
        Map<Measure, Double> measured = new EnumMap<>(Measure.class);
        put(measured, Measure.P50, told, "p50", 1e6);
        put(measured, Measure.P99, told, "p99", 1e6);
        put(measured, Measure.FIRST, told, "first", 1e3);
        return measured;
    }

    private static void put(
            Map<Measure, Double> measured, Measure measure, Map<String, Double> told, String key, double scale) {
        if (told.containsKey(key)) {
            measured.put(measure, told.get(key) * scale);
        }
    }
}
