// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run compares.
 *
 * @param rounds how often each workload is measured on each server, one server after the other
 * @param json where the figures are written as JSON; empty: nowhere
 */
public record CompareOptions(
        Setting setting, List<Workload> workloads, List<String> servers, int rounds, boolean quickly, String json) {

    public static final String USAGE = """
            run [options]
                Starts Staithe and the servers that are installed to compare with (install-peers),
                gives all of them the same work by turns, and prints what it cost each of them.
                --quick              less of everything: under three minutes, and coarse; a server in Java
                                     is cold, small files cost it three times as much
                --only A,B           these workloads: retr1 retr8 retr64 stor1 stor8 stor64 tls-retr
                                     tls-stor small-retr1 small-retr32 small-stor32 tls-small login
                                     tls-login noop1 noop32 list mlsd idle slow start, or idle10000,
                                     which is only done when it is named
                --servers A,B        these: staithe apache vsftpd pureftpd proftpd pyftpdlib
                --rounds N           how often each is measured; without: 3, quick: 1
                --jdk FOLDER         that runs Staithe and Apache FtpServer; without: the one of run
                --json FILE          writes the figures there, too

            Processor time is that of the server's whole process tree. Only ratios within one run
            count; single figures differ by a quarter from run to run.

            """;

    /** Reads the words behind {@code run}. */
    public static CompareOptions of(List<String> words) {
        Path folder = Path.of(System.getProperty("staithe.benchmarks", "distribution/benchmarks"))
                .toAbsolutePath()
                .normalize();
        Path installation = Path.of(System.getProperty("staithe.installation", "distribution/target/staithe"))
                .toAbsolutePath()
                .normalize();
        if (Files.notExists(installation.resolve("bin/staithe"))) {
            throw new IllegalArgumentException("there is no server in " + installation + ", build the project first");
        }
        Path jdk = Path.of(System.getProperty("java.home"));
        boolean quickly = words.contains("--quick");
        List<Workload> workloads = Workload.usual(quickly);
        List<String> servers = List.of();
        int rounds = quickly ? 1 : 3;
        String json = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--quick")) {
                continue;
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(word + " is not an option, or lacks its value");
            }
            String value = words.get(++i);
            switch (word) {
                case "--only" -> workloads = named(value);
                case "--servers" -> servers = List.of(value.split(","));
                case "--rounds" -> rounds = rounds(value);
                case "--jdk" -> jdk = jdk(value);
                case "--json" -> json = value;
                default -> throw new IllegalArgumentException(word + " is not an option");
            }
        }
        Setting setting = new Setting(folder, installation, jdk);
        return new CompareOptions(setting, workloads, present(servers, setting), rounds, quickly, json);
    }

    private static List<Workload> named(String value) {
        List<String> names = List.of(value.split(","));
        List<String> known = Workload.all().stream().map(Workload::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("--only " + name + ": must be one of " + String.join(" ", known));
        });
        return Workload.all().stream()
                .filter(workload -> names.contains(workload.name()))
                .toList();
    }

    private static List<String> present(List<String> servers, Setting setting) {
        servers.stream()
                .filter(server -> !setting.isInstalled(server))
                .findFirst()
                .ifPresent(server -> {
                    throw new IllegalArgumentException("--servers " + server + ": is not here; see install-peers");
                });
        return servers.isEmpty() ? setting.installed() : servers;
    }

    private static int rounds(String value) {
        if (!value.matches("[1-9]\\d?")) {
            throw new IllegalArgumentException("--rounds " + value + ": must be a number from 1 to 99");
        }
        return Integer.parseInt(value);
    }

    private static Path jdk(String value) {
        Path jdk = Path.of(value);
        if (!Files.isExecutable(jdk.resolve("bin/java"))) {
            throw new IllegalArgumentException("--jdk " + value + ": there is no bin/java in it");
        }
        return jdk;
    }
}
