// SPDX-License-Identifier: Apache-2.0
package org.staithe.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.staithe.config.ConfigurationChange;
import org.staithe.config.ConfigurationJournal;
import org.staithe.config.ConfigurationJournal.Authorship;
import org.staithe.config.ConfigurationPreview;
import org.staithe.config.RefusedChangeException;

/** What was changed in the configuration, what a change would do, and taking it back. */
@Component(
        service = ConfigurationCommands.class,
        property = {
            "osgi.command.scope=staithe",
            "osgi.command.function=history",
            "osgi.command.function=preview",
            "osgi.command.function=configure",
            "osgi.command.function=undo"
        })
public final class ConfigurationCommands {

    private static final int MOST = 50;

    private final ConfigurationJournal journal;

    @Activate
    public ConfigurationCommands(@Reference ConfigurationJournal journal) {
        this.journal = journal;
    }

    /** The last changes, newest first. */
    public String history() {
        List<ConfigurationChange> changes = journal.history(MOST);
        if (changes.isEmpty()) {
            return "Nothing has been changed.";
        }
        Table table = new Table("NUMBER", "TIME", "WHO", "FROM", "CONFIGURATION", "CHANGE");
        for (ConfigurationChange change : changes) {
            table.row(
                    Long.toString(change.number()),
                    change.time().toString(),
                    change.who().isEmpty() ? "-" : Words.printable(change.who()),
                    change.origin(),
                    change.pid(),
                    Words.printable(joined(change.differences(), ", "))
                            + (change.problems().isEmpty()
                                    ? ""
                                    : " [refused: " + Words.printable(joined(change.problems(), ", ")) + "]"));
        }
        return table.toString();
    }

    /** What would happen: {@code preview PID KEY=VALUE ...}; {@code KEY=} empties, {@code -KEY} takes the key away. */
    public String preview(String pid, String... changes) {
        return text(journal.preview(pid, changed(pid, changes)));
    }

    /** Sets keys of a configuration as {@link #preview} shows it, and in its file. */
    public String configure(String pid, String... changes) {
        Map<String, String> values = changed(pid, changes);
        String told = text(journal.preview(pid, values));
        try (Authorship here = journal.by(System.getProperty("user.name", ""), "shell")) {
            journal.change(pid, values);
            return told;
        } catch (RefusedChangeException e) {
            return "Refused: " + Words.printable(String.valueOf(e.getMessage()));
        }
    }

    /** Restores what there was before a change of {@link #history}. */
    public String undo(long number) {
        try (Authorship here = journal.by(System.getProperty("user.name", ""), "shell")) {
            String told = text(journal.previewUndo(number));
            journal.undo(number);
            return told;
        } catch (RefusedChangeException e) {
            return "Refused: " + Words.printable(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> changed(String pid, String... changes) {
        Map<String, String> values = new TreeMap<>(journal.values(pid));
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals > 0) {
                values.put(
                        change.substring(0, equals).strip(),
                        change.substring(equals + 1).strip());
            } else if (change.startsWith("-")) {
                values.remove(change.substring(1));
            } else {
                throw new IllegalArgumentException(change + ": write KEY=VALUE, or -KEY to take a key away");
            }
        }
        return values;
    }

    private static String text(ConfigurationPreview preview) {
        String differences = preview.differences().isEmpty()
                ? "Nothing changes."
                : Words.printable(joined(preview.differences(), " | ")).replace(" | ", "\n");
        String problems =
                preview.problems().isEmpty() ? "" : "\nRefused: " + Words.printable(joined(preview.problems(), "; "));
        return differences + problems + (preview.effect().isEmpty() ? "" : "\n" + preview.effect());
    }

    private static String joined(List<?> several, String between) {
        return several.stream().map(Object::toString).collect(Collectors.joining(between));
    }
}
