// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.live.Ended;
import org.staithe.console.internal.live.Recorder;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;

/** The transfers that have ended; those that run are in the table of sessions. */
@Component
public final class TransfersPage implements Page {

    private static final int SHOWN = 100;
    private static final int MOST = 10_000;

    private final Recorder recorder;

    @Activate
    public TransfersPage(@Reference Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("transfers", ConsoleRole.VIEWER, this::latest),
                Action.look("transfers.csv", ConsoleRole.VIEWER, this::csv),
                Action.look("transfers.json", ConsoleRole.VIEWER, this::json));
    }

    private void latest(Call call) throws Exception {
        List<Ended> found = found(call).toList();
        call.json(Json.object()
                .with("found", found.size())
                .with(
                        "transfers",
                        found.stream().limit(call.number("limit", SHOWN, MOST)).map(this::row)));
    }

    private void json(Call call) throws Exception {
        call.audit("exported the transfers as JSON");
        call.download(
                "application/json",
                "transfers.json",
                Json.object().with("transfers", found(call).map(this::row)).toString());
    }

    private void csv(Call call) throws Exception {
        call.audit("exported the transfers as CSV");
        String head = "started,session,user,client,verb,path,result,code,bytes,milliseconds,tls,problem,checksum\r\n";
        call.download(
                "text/csv", "transfers.csv", found(call).map(this::line).collect(Collectors.joining("", head, "")));
    }

    private Stream<Ended> found(Call call) {
        String words = call.value("q").toLowerCase(Locale.ROOT);
        boolean failed = call.value("failed").equals("true");
        boolean listings = call.value("listings").equals("true");
        return recorder.transfers().stream()
                .filter(one -> !failed || one.code() >= 400)
                .filter(one -> listings || !Text.word(one.direction()).equals("listing"))
                .filter(one -> words.isEmpty()
                        || (one.user() + " " + one.peer() + " " + one.verb() + " " + one.path() + " " + one.session())
                                .toLowerCase(Locale.ROOT)
                                .contains(words));
    }

    private Json row(Ended one) {
        return Json.object()
                .with("number", one.number())
                .with("started", one.started().toEpochMilli())
                .with("session", one.session())
                .with("user", one.user())
                .with("peer", one.peer())
                .with("verb", one.verb())
                .with("path", one.path())
                .with("direction", Text.word(one.direction()))
                .with("result", one.outcome())
                .with("code", one.code())
                .with("bytes", one.bytes())
                .with("millis", one.millis())
                .with("secure", one.secure())
                .with("problem", one.problem())
                .with("checksum", recorder.checksum(one.number()));
    }

    private String line(Ended one) {
        return Stream.of(
                                Instant.ofEpochMilli(one.started().toEpochMilli())
                                        .toString(),
                                one.session(),
                                one.user(),
                                one.peer(),
                                one.verb(),
                                one.path(),
                                one.outcome(),
                                Integer.toString(one.code()),
                                Long.toString(one.bytes()),
                                Long.toString(one.millis()),
                                Boolean.toString(one.secure()),
                                one.problem(),
                                recorder.checksum(one.number()).orElse(""))
                        .map(TransfersPage::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** RFC 4180, and what a spreadsheet would take for a formula becomes text. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("[A-Za-z0-9 ._:/-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
