// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that servers are asked to do.
 *
 * @param unit what the processor time is told for
 * @param words what the load is told, with sizes for a full run
 * @param quick what replaces some of it in a quick run
 */
record Workload(String name, String title, Unit unit, List<String> words, List<String> quick) {

    /** What processor time is divided by. */
    enum Unit {
        GIB("s/GiB", 1),
        OPERATION("µs", 1e6),
        LISTING("ms", 1e3),
        SESSION("KiB", 1),
        START("ms", 1);

        final String label;
        final double scale;

        Unit(String label, double scale) {
            this.label = label;
            this.scale = scale;
        }
    }

    private static final String CROWD = "idle10000";
    private static final Set<String> LEFT_OUT =
            Set.of("retr8", "stor8", "stor64", "tls-stor", "noop1", "mlsd", "idle", "slow");
    private static final long MIB = 1024 * 1024;

    /**
     * Those that are done unless others are named: what makes a machine short of memory is not among them.
     *
     * @param quickly without those that take long, or say much the same as others
     */
    static List<Workload> usual(boolean quickly) {
        return all().stream()
                .filter(workload -> !workload.name().equals(CROWD))
                .filter(workload -> !quickly || !LEFT_OUT.contains(workload.name()))
                .toList();
    }

    /** All of them, in the order of the table. */
    static List<Workload> all() {
        return List.of(
                retr("retr1", "RETR, 1 stream", 1, 1024 * MIB, 256 * MIB),
                retr("retr8", "RETR, 8 streams", 8, 128 * MIB, 32 * MIB),
                retr("retr64", "RETR, 64 streams", 64, 24 * MIB, 4 * MIB),
                stor("stor1", "STOR, 1 stream", 1, 1024 * MIB, 256 * MIB),
                stor("stor8", "STOR, 8 streams", 8, 128 * MIB, 32 * MIB),
                stor("stor64", "STOR, 64 streams", 64, 16 * MIB, 4 * MIB),
                retr("tls-retr", "RETR over TLS 1.3", 1, 1024 * MIB, 128 * MIB).with("tls=1"),
                stor("tls-stor", "STOR over TLS 1.3", 1, 1024 * MIB, 128 * MIB).with("tls=1"),
                small("small-retr1", "1 KiB RETR, 1 connection", "retr", 1, 4000),
                small("small-retr32", "1 KiB RETR, 32 connections", "retr", 32, 300),
                small("small-stor32", "1 KiB STOR, 32 connections", "stor", 32, 200),
                small("tls-small", "1 KiB RETR over TLS, resumed, 8 connections", "retr", 8, 80)
                        .with("tls=1"),
                operation("login", "connect, login, quit, 16 at once", "login", 16, 120),
                operation("tls-login", "the same over TLS, 8 at once", "login", 8, 40)
                        .with("tls=1"),
                operation("noop1", "NOOP, 1 connection", "noop", 1, 40_000),
                operation("noop32", "NOOP, 32 connections", "noop", 32, 2500),
                listing("list", "LIST of 100,000", "LIST"),
                listing("mlsd", "MLSD of 100,000", "MLSD"),
                sessions("idle", "idle session", "idle", 2000, 200, List.of("count=2000"), List.of("count=500")),
                sessions(CROWD, "idle session of 10,000", "idle", 10_000, 10_000, List.of("count=2000"), List.of()),
                sessions("slow", "slow download", "slow", 1000, 100, List.of("seconds=10"), List.of("seconds=3")),
                new Workload("start", "start to first login", Unit.START, List.of(), List.of()));
    }

    private static Workload retr(String name, String title, int connections, long size, long quick) {
        return bulk(name, title, "retr", connections, size, quick);
    }

    private static Workload stor(String name, String title, int connections, long size, long quick) {
        return bulk(name, title, "stor", connections, size, quick);
    }

    private static Workload bulk(String name, String title, String word, int connections, long size, long quick) {
        String path = word.equals("retr") ? "path=size-" : "path=up/load";
        return new Workload(
                name,
                title,
                Unit.GIB,
                List.of(word, "connections=" + connections, path, "size=" + size),
                List.of("size=" + quick));
    }

    private static Workload small(String name, String title, String word, int connections, int count) {
        Workload workload = operation(name, title, word, connections, count).with("size=1024");
        return word.equals("retr") ? workload.with("path=small/").with("files=1000") : workload.with("path=up/load");
    }

    private static Workload operation(String name, String title, String word, int connections, int count) {
        return new Workload(
                name,
                title,
                Unit.OPERATION,
                List.of(word, "connections=" + connections, "count=" + count, "seconds=4"),
                List.of("count=" + Math.max(10, count / 5), "seconds=1"));
    }

    private static Workload listing(String name, String title, String verb) {
        return new Workload(
                name, title, Unit.LISTING, List.of("list", "verb=" + verb, "path=many", "count=3"), List.of("count=1"));
    }

    private static Workload sessions(
            String name, String title, String word, int many, int few, List<String> full, List<String> quick) {
        List<String> words = new ArrayList<>(List.of(word, "connections=" + many, "path=endless", "rate=51200"));
        words.addAll(full);
        List<String> less = new ArrayList<>(quick);
        less.add("connections=" + few);
        return new Workload(name, title, Unit.SESSION, List.copyOf(words), List.copyOf(less));
    }

    private Workload with(String word) {
        List<String> more = new ArrayList<>(words);
        more.add(word);
        return new Workload(name, title, unit, List.copyOf(more), quick);
    }

    boolean inTls() {
        return unit == Unit.OPERATION && words.contains("tls=1");
    }

    /**
     * The same for a server that is not warm yet: many handshakes at once, since one that lets each client wait (44 ms
     * for a file) would not be warm for an hour.
     */
    Workload warming() {
        if (!inTls()) {
            return this;
        }
        List<String> many = words.stream()
                .map(word -> word.startsWith("connections=") ? "connections=64" : word)
                .toList();
        return new Workload(name, title, unit, many, quick);
    }

    /** What the load is told. */
    List<String> words(boolean quickly) {
        List<String> result = new ArrayList<>();
        for (String word : words) {
            String key = word.substring(0, word.indexOf('=') + 1);
            result.add(
                    quickly
                            ? quick.stream()
                                    .filter(other -> !key.isEmpty() && other.startsWith(key))
                                    .findFirst()
                                    .orElse(word)
                            : word);
        }
        // Bulk downloads are named after their size.
        String size = value(result, "size=");
        result.replaceAll(word -> word.equals("path=size-") ? "path=size-" + size : word);
        return result;
    }

    /** The value of a key that is there. */
    static String value(List<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst()
                .orElse("");
    }
}
