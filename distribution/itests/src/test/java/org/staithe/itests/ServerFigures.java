// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel and the JVM know about a server from the outside. */
final class ServerFigures {

    private static final String LISTENING = "0A";

    private final long pid;

    ServerFigures(long pid) {
        this.pid = pid;
    }

    long threads() throws IOException {
        return count("task");
    }

    /** Threads whose name begins so; the kernel keeps 15 characters of it. */
    long threads(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            return tasks.filter(task -> name(task).startsWith(name)).count();
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    long descriptors() throws IOException {
        return count("fd");
    }

    /** How many ports the server listens on, the control port included. */
    long listeningPorts() throws IOException {
        Set<String> own = new HashSet<>();
        for (String target : openFiles()) {
            if (target.startsWith("socket:[")) {
                own.add(target.substring("socket:[".length(), target.length() - 1));
            }
        }
        long ports = 0;
        for (String table : List.of("tcp", "tcp6")) {
            try (Stream<String> rows = Files.lines(proc("net/" + table))) {
                ports += rows.map(row -> row.strip().split("\\s+"))
                        .filter(cells -> cells.length > 9 && cells[3].equals(LISTENING) && own.contains(cells[9]))
                        .count();
            }
        }
        return ports;
    }

    /** What the server has open below this folder. */
    List<String> openFilesBelow(Path folder) throws IOException {
        return openFiles().stream()
                .filter(target -> target.startsWith(folder.toString()))
                .toList();
    }

    /** Bytes of the heap that are still reachable, when the server has come to rest. */
    long liveHeap() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        // What it does between the collection and the look counts, too: hence more than one.
        for (int i = 0; i < 3; i++) {
            jcmd("GC.run");
            least = Math.min(least, heap());
        }
        return least;
    }

    /** Bytes of the heap in use, garbage included. */
    long heap() throws IOException, InterruptedException {
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("no heap in GC.heap_info");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Tool.run(Duration.ofSeconds(30), jcmd, Long.toString(pid), command)
                .succeeded();
    }

    private long count(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(proc(folder))) {
            return entries.count();
        }
    }

    private List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(proc("fd"))) {
            return descriptors.map(ServerFigures::target).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
