// SPDX-License-Identifier: Apache-2.0
package org.staithe.health.internal;

import static org.staithe.health.internal.Exposition.COUNTER;
import static org.staithe.health.internal.Exposition.GAUGE;
import static org.staithe.health.internal.Exposition.HISTOGRAM;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.staithe.health.Measurements;
import org.staithe.health.ServerHealth.Finding;
import org.staithe.session.ServerStatus;
import org.staithe.session.ServerStatus.PluginStatus;
import org.staithe.session.ServerStatus.ResumptionStatus;

/** All that Prometheus is told. Labels hold no user, no path and no client: their number is bounded. */
final class Metrics {

    private final Running running;
    private final Events events;

    Metrics(Running running, Events events) {
        this.running = running;
        this.events = events;
    }

    String text(List<Finding> checks) {
        Exposition out = new Exposition();
        process(out);
        health(out, checks);
        events(out);
        running.status().ifPresent(status -> status(out, status));
        running.measurements().ifPresent(measurements -> measurements(out, measurements));
        return out.toString();
    }

    private void process(Exposition out) {
        out.family("staithe_up", GAUGE, "Whether the FTP server runs.")
                .sample("staithe_up", running.status().isPresent() ? 1 : 0);
        out.family("process_start_time_seconds", GAUGE, "When the process started, in seconds of Unix time.")
                .sample(
                        "process_start_time_seconds",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        out.family("staithe_heap_used_bytes", GAUGE, "Heap in use, garbage included.")
                .sample(
                        "staithe_heap_used_bytes",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        out.family("staithe_threads", GAUGE, "Threads that live.")
                .sample("staithe_threads", ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void health(Exposition out, List<Finding> checks) {
        out.family("staithe_health", GAUGE, "What a health check found: 0 well, 1 warning, 2 critical.");
        checks.forEach(check -> out.sample("staithe_health", check.state().ordinal(), "check", check.name()));
    }

    private void events(Exposition out) {
        out.counters("staithe_sessions_opened_total", "Sessions so far.", events.sessions(), "listener");
        out.counters("staithe_logins_total", "Logins by result and TLS version.", events.logins(), "result", "tls");
        out.counters("staithe_transfers_total", "Transfers that ended.", events.transfers(), "direction", "result");
        out.counters(
                "staithe_transfer_bytes_total",
                "Bytes of files and listings, of transfers that run too.",
                events.bytes(),
                "direction");
        out.counters(
                "staithe_data_connection_failures_total",
                "Data connections that did not come about or broke.",
                events.dataFailures(),
                "cause");
        out.counters(
                "staithe_tls_handshake_failures_total",
                "TLS handshakes of control connections that failed.",
                events.handshakes(),
                "cause");
        out.family("staithe_transfers_running", GAUGE, "Transfers that go on.")
                .sample(
                        "staithe_transfers_running",
                        running.sessions().stream()
                                .filter(session -> session.transfer().isPresent())
                                .count());
    }

    private static void status(Exposition out, ServerStatus status) {
        out.family("staithe_sessions", GAUGE, "Sessions that are open.");
        status.listeners()
                .forEach(listener -> out.sample("staithe_sessions", listener.sessions(), "listener", listener.name()));
        out.family("staithe_listener_up", GAUGE, "Whether a listener accepts.");
        status.listeners()
                .forEach(listener -> out.sample(
                        "staithe_listener_up", listener.problem().isEmpty() ? 1 : 0, "listener", listener.name()));
        out.family("staithe_tls_data_connections_total", COUNTER, "TLS data connections by whether they resumed.");
        status.resumptions().stream()
                .collect(Collectors.groupingBy(ResumptionStatus::listener))
                .forEach((listener, networks) -> {
                    resumed(out, listener, "yes", networks, ResumptionStatus::resumed);
                    resumed(out, listener, "no", networks, ResumptionStatus::others);
                });
        List<PluginStatus> plugins = status.plugins();
        plugin(
                out,
                "staithe_plugin_leases",
                GAUGE,
                "Calls and transfers that use a plugin.",
                plugins,
                one -> one.leases());
        plugin(out, "staithe_plugin_calls_total", COUNTER, "Calls of a plugin.", plugins, one -> one.calls());
        plugin(out, "staithe_plugin_errors_total", COUNTER, "Calls that failed.", plugins, one -> one.errors());
        plugin(out, "staithe_plugin_hung_calls", GAUGE, "Calls that do not come back.", plugins, one -> one.hung()
                .size());
        plugin(out, "staithe_plugin_breaker", GAUGE, "0 closed, 1 open, 2 on trial.", plugins, one -> one.breaker()
                .ordinal());
    }

    private static void resumed(
            Exposition out,
            String listener,
            String resumed,
            List<ResumptionStatus> networks,
            ToDoubleFunction<ResumptionStatus> count) {
        out.sample(
                "staithe_tls_data_connections_total",
                networks.stream().mapToDouble(count).sum(),
                "listener",
                listener,
                "resumed",
                resumed);
    }

    /** Several services of one bundle may have the same labels: they count as one. */
    private static void plugin(
            Exposition out,
            String name,
            String type,
            String help,
            List<PluginStatus> plugins,
            ToDoubleFunction<PluginStatus> value) {
        out.family(name, type, help);
        plugins.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.kind(), one.name(), one.bundle()), Collectors.summingDouble(value)))
                .forEach((labels, sum) ->
                        out.sample(name, sum, "kind", labels.get(0), "name", labels.get(1), "bundle", labels.get(2)));
    }

    private static void measurements(Exposition out, Measurements measurements) {
        out.family("staithe_addresses_shut_out", GAUGE, "Client addresses that failed to log in too often.")
                .sample("staithe_addresses_shut_out", measurements.addressesShutOut());
        out.family("staithe_passive_ports", GAUGE, "Ports of a policy; 0: any that is free.");
        measurements
                .passivePorts()
                .forEach(one -> out.sample("staithe_passive_ports", one.use().ports(), "policy", one.policy()));
        out.family("staithe_passive_ports_lent", GAUGE, "How many of them are lent.");
        measurements
                .passivePorts()
                .forEach(one ->
                        out.sample("staithe_passive_ports_lent", one.use().lent(), "policy", one.policy()));
        out.family("staithe_storage_usable_bytes", GAUGE, "What uploads may still fill.");
        measurements.storage().forEach(one -> one.space()
                .ifPresent(
                        space -> out.sample("staithe_storage_usable_bytes", space.usable(), "backend", one.backend())));
        out.family("staithe_storage_bytes", GAUGE, "What a place for files holds at all.");
        measurements.storage().forEach(one -> one.space()
                .ifPresent(space -> out.sample("staithe_storage_bytes", space.total(), "backend", one.backend())));
        out.family("staithe_certificate_expiry_seconds", GAUGE, "When a certificate ends, in seconds of Unix time.");
        measurements
                .certificates()
                .forEach(one -> out.sample(
                        "staithe_certificate_expiry_seconds",
                        one.certificate().getNotAfter().getTime() / 1000.0,
                        "listener",
                        one.listener(),
                        "key",
                        one.certificate().getPublicKey().getAlgorithm(),
                        "serial",
                        one.certificate().getSerialNumber().toString(16)));
        out.family("staithe_command_seconds", HISTOGRAM, "From the beginning of a command to its first reply.");
        measurements
                .commands()
                .forEach(one -> out.histogram(
                        "staithe_command_seconds", one.within(), one.count(), one.total(), "verb", one.verb()));
    }
}
