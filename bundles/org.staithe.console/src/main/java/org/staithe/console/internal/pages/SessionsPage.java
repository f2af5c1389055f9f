// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.auth.ConsoleRole;
import org.staithe.console.internal.access.Text;
import org.staithe.console.internal.live.Core;
import org.staithe.console.internal.live.Facts;
import org.staithe.console.internal.live.Rows;
import org.staithe.console.internal.live.Watch;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.session.Protection;
import org.staithe.session.Session;
import org.staithe.session.SessionControl;
import org.staithe.session.TransferReport;

/** The sessions that are open: a live table, and the end of one. */
@Component
public final class SessionsPage implements Page {

    private final Core core;
    private final Watch watch;
    private final Rows rows = new Rows(this::table);

    @Activate
    public SessionsPage(@Reference Core core, @Reference Watch watch) {
        this.core = core;
        this.watch = watch;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("sessions/live", ConsoleRole.VIEWER, call -> call.live(watch, rows::after)),
                Action.change("sessions/close", ConsoleRole.OPERATOR, this::close));
    }

    private void close(Call call) throws Exception {
        String id = call.required("id");
        String message = call.value("message");
        SessionControl control =
                core.control().orElseThrow(() -> new Call.Refusal(503, "The FTP server is not running."));
        String said = message.isEmpty() ? "The session was ended by an operator." : Text.clean(message);
        if (!control.close(id, said)) {
            throw new Call.Refusal(404, "Session " + Text.clean(id) + " has ended already.");
        }
        call.audit("ended session " + id + ": " + said);
        call.json(Json.object().with("done", true));
    }

    private Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (Session session : core.sessions()) {
            table.put(session.id(), row(session).toString());
        }
        return table;
    }

    private static Json row(Session session) {
        Json row = Json.object()
                .with("id", session.id())
                .with("user", Facts.nameOf(session))
                .with("peer", Facts.addressOf(session))
                .with("port", session.peer().getPort())
                .with("listener", session.listener())
                .with("connected", session.connected().toEpochMilli())
                .with("active", session.active().toEpochMilli())
                .with("command", session.lastCommand())
                .with("directory", session.directory().toString())
                .with("client", session.client());
        session.protection().ifPresent(tls -> row.with("tls", tls(tls)));
        session.transfer().ifPresent(transfer -> row.with("transfer", transfer(transfer)));
        return row;
    }

    private static Json tls(Protection tls) {
        return Json.object()
                .with("protocol", tls.protocol())
                .with("cipher", tls.cipherSuite())
                .with("data", tls.dataConnections())
                .with("resumed", tls.resumed());
    }

    private static Json transfer(TransferReport transfer) {
        return Json.object()
                .with("verb", transfer.verb())
                .with("path", transfer.path().toString())
                .with("direction", Text.word(transfer.direction()))
                .with("offset", transfer.offset())
                .with("bytes", transfer.bytes())
                .with("started", transfer.started().toEpochMilli())
                .with("secure", transfer.secure());
    }
}
