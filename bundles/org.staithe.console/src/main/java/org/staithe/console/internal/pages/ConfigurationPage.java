// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.staithe.auth.ConsoleRole;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.ConfigurationJournal.Authorship;
import org.staithe.config.ConfigurationKind;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.Difference;
import org.staithe.config.Problem;
import org.staithe.config.RefusedChangeException;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;

/** What is configured, what a change would do, what was changed, and taking it back. */
@Component
public final class ConfigurationPage implements Page {

    private static final String VALUE = "value.";
    private static final int SHOWN = 100;
    private static final int KEPT = 1000;

    // Greedy: the bundle may be replaced like any other.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ConfigurationJournal journal;

    /** Something that the journal may refuse. */
    @FunctionalInterface
    private interface Work {
        void run(ConfigurationJournal journal) throws Exception;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("configuration", ConsoleRole.ADMINISTRATOR, this::kinds),
                Action.look("configuration/values", ConsoleRole.ADMINISTRATOR, this::values),
                Action.look("configuration/history", ConsoleRole.ADMINISTRATOR, this::history),
                Action.look("configuration/undo", ConsoleRole.ADMINISTRATOR, this::previewUndo),
                // It changes nothing, but what it is asked about may be a secret, which no address line should hold.
                Action.change("configuration/preview", ConsoleRole.ADMINISTRATOR, this::preview),
                Action.change("configuration/change", ConsoleRole.ADMINISTRATOR, this::change),
                Action.change("configuration/undo", ConsoleRole.ADMINISTRATOR, this::undo));
    }

    private void kinds(Call call) throws Exception {
        work(
                call,
                now -> call.json(
                        Json.object().with("kinds", now.kinds().stream().map(ConfigurationPage::kind))));
    }

    private void values(Call call) throws Exception {
        String pid = call.required("pid");
        work(call, now -> {
            Json values = Json.object();
            now.values(pid).forEach(values::with);
            call.json(Json.object().with("values", values));
        });
    }

    private void history(Call call) throws Exception {
        int most = call.number("limit", SHOWN, KEPT);
        work(
                call,
                now -> call.json(
                        Json.object().with("changes", now.history(most).stream().map(ConfigurationPage::noted))));
    }

    private void preview(Call call) throws Exception {
        String pid = call.required("pid");
        work(call, now -> call.json(preview(now.preview(pid, wanted(call)))));
    }

    private void previewUndo(Call call) throws Exception {
        work(call, now -> call.json(preview(now.previewUndo(entry(call)))));
    }

    private void change(Call call) throws Exception {
        String pid = call.required("pid");
        work(call, now -> {
            Map<String, String> wanted = wanted(call);
            List<Difference> differences = now.preview(pid, wanted).differences();
            try (Authorship here = now.by(call.user().name(), "console")) {
                now.change(pid, wanted);
            }
            call.audit("configured " + pid + ": " + differences);
            call.json(Json.object().with("done", true));
        });
    }

    private void undo(Call call) throws Exception {
        work(call, now -> {
            long number = entry(call);
            ConfigurationPreview preview = now.previewUndo(number);
            try (Authorship here = now.by(call.user().name(), "console")) {
                now.undo(number);
            }
            call.audit("undid change " + number + " of " + preview.pid() + ": " + preview.differences());
            call.json(Json.object().with("done", true));
        });
    }

    private void work(Call call, Work work) throws Exception {
        ConfigurationJournal now = journal;
        if (now == null) {
            throw new Call.Refusal(503, "No bundle of this server keeps a journal of the configuration.");
        }
        try {
            work.run(now);
        } catch (RefusedChangeException e) {
            throw new Call.Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private static long entry(Call call) throws Call.Refusal {
        String number = call.required("number");
        if (!number.matches("\\d{1,18}")) {
            throw new Call.Refusal(400, "number is none");
        }
        return Long.parseLong(number);
    }

    /** All keys that are to be there; an empty value is one. */
    private static Map<String, String> wanted(Call call) {
        Map<String, String> wanted = new LinkedHashMap<>();
        call.values().forEach((key, values) -> {
            if (key.startsWith(VALUE)) {
                wanted.put(key.substring(VALUE.length()), values[0].strip());
            }
        });
        return wanted;
    }

    private static Json kind(ConfigurationKind kind) {
        return Json.object()
                .with("pid", kind.pid())
                .with("name", kind.name())
                .with("help", kind.help())
                .with("several", kind.several())
                .words("configured", kind.configured().stream())
                .with("keys", kind.keys().stream().map(key -> Json.object()
                        .with("key", key.key())
                        .with("help", key.help())
                        .with("type", key.type())
                        .with("list", key.list())
                        .with("usual", key.usual())
                        .with("bounds", key.bounds())
                        .words("options", key.options().stream())));
    }

    private static Json noted(ConfigurationChange change) {
        return Json.object()
                .with("number", change.number())
                .with("time", change.time().toEpochMilli())
                .with("who", change.who())
                .with("origin", change.origin())
                .with("pid", change.pid())
                .with("differences", change.differences().stream().map(ConfigurationPage::difference))
                .words("problems", change.problems().stream().map(Problem::toString))
                .with("effect", change.effect())
                .with("undoable", change.undoable());
    }

    private static Json preview(ConfigurationPreview preview) {
        return Json.object()
                .with("pid", preview.pid())
                .with("differences", preview.differences().stream().map(ConfigurationPage::difference))
                .words("problems", preview.problems().stream().map(Problem::toString))
                .words("listeners", preview.listeners().stream())
                .words("sessions", preview.sessions().stream())
                .with("effect", preview.effect());
    }

    private static Json difference(Difference difference) {
        return Json.object()
                .with("key", difference.key())
                .with("before", difference.before())
                .with("after", difference.after());
    }
}
