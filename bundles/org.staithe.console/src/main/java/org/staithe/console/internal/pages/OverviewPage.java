// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.live.Core;
import org.staithe.console.internal.live.Ended;
import org.staithe.console.internal.live.Recorder;
import org.staithe.console.internal.live.Throughput;
import org.staithe.console.internal.live.Watch;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.health.ServerHealth.State;
import org.staithe.session.ServerStatus.ListenerStatus;
import org.staithe.session.ServerStatus.PluginStatus;
import org.staithe.session.Session;
import org.staithe.session.TransferReport;

/** What goes on and what needs attention, on one page. */
@Component
public final class OverviewPage implements Page {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Where it can be changed, or else looked at further. */
    private static final Map<String, String> PAGES = Map.of(
            "Passive connections", "configuration?pid=org.staithe.dataport.passive~default",
            "Passive ports", "configuration?pid=org.staithe.dataport.passive~default",
            "Plugins", "plugins",
            "Listeners", "configuration?pid=org.staithe.core.listener~default",
            "TLS resumption", "configuration?pid=org.staithe.core.listener~default",
            "Certificates", "configuration?pid=org.staithe.tls.files~default",
            "Storage", "configuration?pid=org.staithe.filesystem.local~default",
            "Disk", "");

    private final Core core;
    private final Recorder recorder;
    private final Watch watch;
    private final HealthPage health;
    private final InstantSource clock = InstantSource.system();

    @Activate
    public OverviewPage(
            @Reference Core core, @Reference Recorder recorder, @Reference Watch watch, @Reference HealthPage health) {
        this.core = core;
        this.recorder = recorder;
        this.watch = watch;
        this.health = health;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look(
                        "me",
                        ConsoleRole.VIEWER,
                        call -> call.json(Json.object()
                                .with("name", call.user().name())
                                .with("role", call.user().role().name())
                                .with("token", call.user().token()))),
                Action.look("overview/live", ConsoleRole.VIEWER, call -> call.live(watch, this::sight)));
    }

    /** Its number is the time: there is always something new. */
    private Watch.Sight sight(long seen) {
        Instant now = clock.instant();
        return new Watch.Sight(now.toEpochMilli(), overview(now).toString());
    }

    private Json overview(Instant now) {
        List<Session> sessions = core.sessions();
        List<Ended> hour = recorder.transfers().stream()
                .takeWhile(transfer ->
                        transfer.started().plusMillis(transfer.millis()).isAfter(now.minus(HOUR)))
                .toList();
        List<Recorder.Refusal> refusals = recorder.refusals().stream()
                .takeWhile(refusal -> refusal.at().isAfter(now.minus(HOUR)))
                .toList();
        Throughput.Hour throughput = recorder.throughput().hour(now);
        return Json.object()
                .with("now", now.toEpochMilli())
                .with("running", core.status().isPresent())
                .with("sessions", sessions.size())
                .with(
                        "loggedIn",
                        sessions.stream().filter(one -> one.user().isPresent()).count())
                .with("secure", sessions.stream().filter(Session::secure).count())
                .with(
                        "transfers",
                        sessions.stream()
                                .filter(one -> one.transfer().isPresent())
                                .count())
                .with("completed", count(hour, TransferReport.Result.COMPLETED))
                .with("failed", hour.size() - count(hour, TransferReport.Result.COMPLETED))
                .with("refused", refusals.size())
                .with("sliceMillis", Throughput.SLICE_MILLIS)
                .numbers("in", throughput.in())
                .numbers("out", throughput.out())
                .with("allIn", throughput.allIn())
                .with("allOut", throughput.allOut())
                .with("listeners", listeners().stream().map(OverviewPage::listener))
                .with("attention", attention(hour).stream())
                .with("health", health.looks().map(HealthPage::json));
    }

    private List<ListenerStatus> listeners() {
        return core.status().map(status -> status.listeners()).orElse(List.of());
    }

    private static Json listener(ListenerStatus listener) {
        return Json.object()
                .with("name", listener.name())
                .with(
                        "address",
                        listener.address().getAddress().getHostAddress() + " port "
                                + listener.address().getPort())
                .with("sessions", listener.sessions())
                .with("problem", listener.problem());
    }

    /** What an operator should look at, the worst first, with the page that shows more if there is one. */
    private List<Json> attention(List<Ended> hour) {
        List<Json> found = new ArrayList<>();
        if (core.status().isEmpty()) {
            found.add(attention("bad", "The FTP server is not running.", "plugins"));
        }
        health.troubles()
                .map(one -> attention(
                        one.state() == State.CRITICAL ? "bad" : "warn",
                        one.name() + ": " + one.text(),
                        PAGES.getOrDefault(one.name(), "recorder")))
                .forEach(found::add);
        core.status().ifPresent(status -> {
            for (PluginStatus plugin : status.plugins()) {
                if (plugin.errors() > 0) {
                    found.add(attention(
                            "warn",
                            plugin.bundle() + " has failed " + Text.count(plugin.errors(), "time") + " ("
                                    + plugin.kind() + ").",
                            "plugins"));
                }
            }
        });
        long failed = hour.size() - count(hour, TransferReport.Result.COMPLETED);
        if (failed > 0) {
            found.add(attention(
                    "warn",
                    "Failed or refused in an hour: " + Text.count(failed, "transfer") + ".",
                    "transfers?failed=true"));
        }
        return found;
    }

    private static long count(List<Ended> transfers, TransferReport.Result result) {
        return transfers.stream().filter(one -> one.result() == result).count();
    }

    private static Json attention(String level, String text, String page) {
        return Json.object().with("level", level).with("text", text).with("page", page);
    }
}
