// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.live.Facts;
import org.staithe.console.internal.live.Happened;
import org.staithe.console.internal.live.Recorder;
import org.staithe.console.internal.live.Tape;
import org.staithe.console.internal.live.Watch;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.session.PluginCall;

/** What happened in a session, to read, to follow and to send to somebody. */
@Component
public final class RecorderPage implements Page {

    private static final int SHOWN = 300;

    private final Recorder recorder;
    private final Watch watch;

    @Activate
    public RecorderPage(@Reference Recorder recorder, @Reference Watch watch) {
        this.recorder = recorder;
        this.watch = watch;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("tapes", ConsoleRole.VIEWER, this::tapes),
                Action.look("tape/live", ConsoleRole.VIEWER, this::follow),
                Action.look("tape.txt", ConsoleRole.OPERATOR, this::transcript));
    }

    private void tapes(Call call) throws Exception {
        String words = call.value("q").toLowerCase(Locale.ROOT);
        call.json(Json.object()
                .with(
                        "tapes",
                        recorder.tapes().stream()
                                .filter(tape ->
                                        words.isEmpty() || searched(tape).contains(words))
                                .limit(SHOWN)
                                .map(RecorderPage::summary)));
    }

    private void follow(Call call) throws Exception {
        Tape tape = tape(call);
        call.live(
                watch,
                seen -> new Watch.Sight(
                        tape.entries().size() + tape.leftOut() + (tape.closed().isPresent() ? 1 : 0),
                        whole(tape).toString()));
    }

    private void transcript(Call call) throws Exception {
        Tape tape = tape(call);
        Facts facts = tape.facts();
        StringBuilder text = new StringBuilder();
        text.append("Session ")
                .append(facts.id())
                .append(" of ")
                .append(name(facts))
                .append(" from ");
        text.append(facts.peer()).append(", listener ").append(facts.listener()).append('\n');
        facts.tls().ifPresent(tls -> text.append(tls).append('\n'));
        facts.client()
                .ifPresent(client ->
                        text.append("Client ").append(Text.clean(client)).append('\n'));
        text.append('\n');
        tape.entries().forEach(entry -> text.append(line(entry)).append('\n'));
        call.audit("fetched the transcript of session " + facts.id());
        call.download("text/plain", "session-" + facts.id() + ".txt", text.toString());
    }

    private static String line(Happened entry) {
        String reply = entry.code() == 0 ? "" : " -> " + (entry.code() + " " + entry.reply()).strip();
        String took = entry.millis() < 0 ? "" : " (" + entry.millis() + " ms)";
        return entry.at() + " " + entry.kind() + " " + entry.text() + reply + took
                + entry.calls().stream().map(RecorderPage::line).collect(Collectors.joining());
    }

    private static String line(PluginCall call) {
        return String.format(
                Locale.ROOT,
                "%n    %s: %s%s, %.3f ms%s",
                call.plugin(),
                Text.clean(call.call()),
                call.times() > 1 ? " " + call.times() + " times" : "",
                micros(call) / 1000.0,
                call.failed() ? ", failed" : "");
    }

    private static long micros(PluginCall call) {
        return call.took().toNanos() / 1000;
    }

    private Tape tape(Call call) throws Call.Refusal {
        String id = call.required("id");
        return recorder.tape(id)
                .orElseThrow(() -> new Call.Refusal(404, "Nothing is known of session " + Text.clean(id) + "."));
    }

    private static String searched(Tape tape) {
        Facts facts = tape.facts();
        return (facts.id() + " " + facts.user() + " " + tape.tried() + " " + facts.peer()).toLowerCase(Locale.ROOT);
    }

    private static String name(Facts facts) {
        return facts.user().isEmpty() ? "(nobody)" : Text.clean(facts.user());
    }

    private static Json summary(Tape tape) {
        Facts facts = tape.facts();
        Json summary = Json.object()
                .with("id", facts.id())
                .with("user", facts.user())
                .with("tried", tape.tried())
                .with("peer", facts.peer())
                .with("listener", facts.listener())
                .with("client", facts.client())
                .with("tls", facts.tls())
                .with("connected", facts.connected().toEpochMilli())
                .with("closed", tape.closed().map(Instant::toEpochMilli).orElse(0L))
                .with("failures", tape.failures());
        tape.lastFailure().ifPresent(failure -> summary.with("failure", entry(failure)));
        return summary;
    }

    private static Json whole(Tape tape) {
        return summary(tape)
                .with("leftOut", tape.leftOut())
                .with("entries", tape.entries().stream().map(RecorderPage::entry));
    }

    private static Json entry(Happened entry) {
        return Json.object()
                .with("at", entry.at().toEpochMilli())
                .with("kind", entry.kind())
                .with("text", entry.text())
                .with("code", entry.code())
                .with("reply", entry.reply())
                .with("millis", entry.millis())
                .with("calls", entry.calls().stream().map(RecorderPage::call));
    }

    private static Json call(PluginCall call) {
        return Json.object()
                .with("plugin", call.plugin())
                .with("call", call.call())
                .with("times", call.times())
                .with("micros", micros(call))
                .with("failed", call.failed());
    }
}
